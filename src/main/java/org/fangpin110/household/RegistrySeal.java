package org.fangpin110.household;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldCipher;

/**
 * What hides the registry's personal data: keys that tell nothing, one sealed JSON a row, and blind indexes. Those of a
 * case's columns are made with the case's keys, because a report is to meet its household in them.
 */
public final class RegistrySeal {
    private static final char BETWEEN_CELLS = '\u001f';

    private final FieldCipher cipher;
    private final BlindIndex index;

    public RegistrySeal(FieldCipher cipher, BlindIndex index) {
        this.cipher = cipher;
        this.index = index;
    }

    /** The same number gives the same key in every load. */
    UUID householdKey(String number) {
        return uuid(index.of("registry_household.household_key", number));
    }

    UUID personKey(String number) {
        return uuid(index.of("registry_person.person_key", number));
    }

    byte[] person(IdNumber number) {
        return index.of("case_file.person_index", number.person());
    }

    public byte[] phone(ContactPhone phone) {
        return index.of("case_file.phone_index", phone.digits());
    }

    /** Of the name alone; a column of cases that is to be joined with it takes this key. */
    byte[] name(PersonName name) {
        return index.of("case_file.name_index", name.comparable());
    }

    byte[] row(RegistryFile.Kind kind, List<String> cells) {
        return index.of("registry_row." + kind, String.join(String.valueOf(BETWEEN_CELLS), cells));
    }

    byte[] sealHousehold(UUID key, JsonObject content) {
        return cipher.encrypt(householdContext(key), content.toBuffer().getBytes());
    }

    byte[] sealPerson(UUID key, JsonObject content) {
        return cipher.encrypt(personContext(key), content.toBuffer().getBytes());
    }

    JsonObject openPerson(UUID key, byte[] sealed) {
        return new JsonObject(Buffer.buffer(cipher.decrypt(personContext(key), sealed)));
    }

    JsonObject openHousehold(UUID key, byte[] sealed) {
        return new JsonObject(Buffer.buffer(cipher.decrypt(householdContext(key), sealed)));
    }

    private static String householdContext(UUID key) {
        return "registry_household.content." + key;
    }

    private static String personContext(UUID key) {
        return "registry_person.content." + key;
    }

    private static UUID uuid(byte[] sixteen) {
        ByteBuffer bytes = ByteBuffer.wrap(sixteen);
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
