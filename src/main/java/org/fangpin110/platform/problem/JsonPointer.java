package org.fangpin110.platform.problem;

/** Steps of JSON pointers (RFC 6901) that name what a client sent: always text that can be written as JSON again. */
public final class JsonPointer {
    private static final int LONGEST_NAME = 60;
    private static final char UNSHOWABLE = '?';

    private JsonPointer() {}

    /** The place of a field; an odd name is shown as far as it can be. */
    public static String step(String place, String name) {
        StringBuilder pointer = new StringBuilder(place).append('/');
        int end = Math.min(name.length(), LONGEST_NAME);
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            if (c == '~') {
                pointer.append("~0");
            } else if (c == '/') {
                pointer.append("~1");
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(name.charAt(i + 1))) {
                pointer.append(c).append(name.charAt(++i));
            } else {
                pointer.append(Character.isSurrogate(c) || Character.isISOControl(c) ? UNSHOWABLE : c);
            }
        }
        return pointer.toString();
    }
}
