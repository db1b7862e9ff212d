package org.fangpin110.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.fangpin110.platform.http.JsonBodies;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.platform.problem.JsonPointer;

/**
 * Reads the fields of a JSON object one by one and collects faults of shape, with the same codes and pointers as the
 * contract's validator. One instance a body.
 */
final class FieldReader {
    private static final int MOST_FAULTS = 50;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(JsonBodies.BOUNDS)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonParser parser;
    private final List<FieldError> faults = new ArrayList<>(0);

    private FieldReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Runs {@code fields} over the whole body; throws 400 for what is not one JSON object or has faults. */
    static void read(Buffer body, Consumer<FieldReader> fields) {
        try (JsonParser parser = FACTORY.createParser(body.getBytes())) {
            FieldReader reader = new FieldReader(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw AppException.malformed("body-not-json");
            }
            fields.accept(reader);
            if (parser.nextToken() != null) {
                throw AppException.malformed("body-not-json");
            }
            if (!reader.faults.isEmpty()) {
                throw AppException.malformed("body-malformed", reader.faults);
            }
        } catch (Broken e) {
            throw JsonBodies.notJson(e.cause);
        } catch (IOException e) {
            throw JsonBodies.notJson(e);
        }
    }

    /** Carries a parse failure out of a consumer. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient IOException cause;

        Broken(IOException cause) {
            super(null, null, false, false);
            this.cause = cause;
        }
    }

    /** Reads the value of one field. */
    interface Field {
        void read(String name, String pointer);
    }

    /**
     * Reads the object the parser stands in.
     *
     * @param names all fields it may have, required ones first
     * @param required how many of them must be there
     */
    void object(String pointer, List<String> names, int required, Field field) {
        long seen = 0;
        try {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                int index = names.indexOf(name);
                parser.nextToken();
                if (index < 0) {
                    fault(JsonPointer.step(pointer, name), "unknown-field");
                    parser.skipChildren();
                    continue;
                }
                if ((seen & 1L << index) != 0) {
                    throw AppException.malformed("body-not-json").with("detail", "duplicate field");
                }
                seen |= 1L << index;
                field.read(name, pointer + "/" + name);
            }
        } catch (IOException e) {
            throw new Broken(e);
        }
        for (int i = 0; i < required; i++) {
            if ((seen & 1L << i) == 0) {
                fault(pointer + "/" + names.get(i), "required");
            }
        }
    }

    /** True when the value is an object, which must be read next; otherwise a fault is noted and the value skipped. */
    boolean startsObject(String pointer) {
        return starts(JsonToken.START_OBJECT, pointer);
    }

    private boolean starts(JsonToken wanted, String pointer) {
        if (parser.currentToken() == wanted) {
            return true;
        }
        wrongType(pointer);
        return false;
    }

    String text(String pointer, int least, int most) {
        try {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                wrongType(pointer);
                return null;
            }
            String text = parser.getText();
            int length = text.length();
            if (length > most) {
                length = text.codePointCount(0, length);
            }
            if (length > most) {
                fault(pointer, "too-long", most);
            }
            if (length < least) {
                fault(pointer, "too-short", least);
            }
            if (!storable(text)) {
                fault(pointer, "wrong-format");
            }
            return text;
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    /** NUL and half surrogate pairs cannot be stored as text. */
    private static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    String code(String pointer, Set<String> known) {
        try {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                wrongType(pointer);
                fault(pointer, "unknown-code");
                return null;
            }
            String code = parser.getText();
            if (!known.contains(code)) {
                fault(pointer, "unknown-code");
                return null;
            }
            return code;
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    /** A text of a form, the contract's pattern. */
    String token(String pointer, int least, int most, Predicate<String> form) {
        String text = text(pointer, least, most);
        if (text != null && storable(text) && !form.test(text)) {
            fault(pointer, "wrong-format");
        }
        return text;
    }

    Boolean flag(String pointer) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            wrongType(pointer);
            return null;
        }
        return token == JsonToken.VALUE_TRUE;
    }

    Double number(String pointer, double least, double most) {
        try {
            if (!parser.currentToken().isNumeric()) {
                wrongType(pointer);
                return null;
            }
            double value = parser.getDoubleValue();
            if (value < least) {
                fault(pointer, "too-small", limit(least));
            }
            if (value > most) {
                fault(pointer, "too-large", limit(most));
            }
            return value;
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    Integer integer(String pointer, int least, int most) {
        Double value = number(pointer, least, most);
        if (value == null) {
            return null;
        }
        if (value != Math.rint(value) || value.isInfinite()) {
            fault(pointer, "wrong-type");
            return null;
        }
        return value.intValue();
    }

    List<String> codes(String pointer, int most, Set<String> known) {
        if (!starts(JsonToken.START_ARRAY, pointer)) {
            return null;
        }
        try {
            List<String> codes = new ArrayList<>(most);
            int index = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                codes.add(code(pointer + "/" + index++, known));
            }
            if (index > most) {
                fault(pointer, "too-long", most);
            }
            return codes;
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    private static Object limit(double value) {
        return (long) value;
    }

    private void wrongType(String pointer) {
        fault(pointer, "wrong-type");
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    private void fault(String pointer, String code, Object... parameters) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new FieldError(pointer, code, parameters));
        }
    }
}
