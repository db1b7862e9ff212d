package org.fangpin110;

/** The command line: the only place that reads the environment and ends the process. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("fangpin110");
    }
}
