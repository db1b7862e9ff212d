package org.fangpin110.household;

/**
 * What is wrong with one row of a registry file. Never holds the value: names and numbers do not leave the file.
 *
 * @param line counted from 1, the header
 * @param code kebab-case
 */
public record RegistryFault(RegistryFile.Kind file, int line, String code, Effect effect) {
    public enum Effect {
        /** The row was left out; what an earlier load knew of it stays. */
        LEFT_OUT,
        /** The row was loaded without the faulty value. */
        LOADED_WITHOUT
    }

    static RegistryFault leftOut(RegistryFile.Kind file, int line, String code) {
        return new RegistryFault(file, line, code, Effect.LEFT_OUT);
    }

    static RegistryFault loadedWithout(RegistryFile.Kind file, int line, String code) {
        return new RegistryFault(file, line, code, Effect.LOADED_WITHOUT);
    }
}
