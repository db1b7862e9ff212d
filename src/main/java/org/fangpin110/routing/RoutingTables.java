package org.fangpin110.routing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The shipped tables of characters and spellings (routing/SOURCES.md), read once. */
final class RoutingTables {
    static final RoutingTables SHIPPED = new RoutingTables();

    /** A province, prefecture or county of the nation. */
    record Place(String code, String name, int level) {}

    /** Writes one Mongolian word in the way that stands for its class. */
    private record Spelling(String variant, String standsFor) {}

    private final char[] simplified = new char[Character.MAX_VALUE + 1];
    private final short[][] readings = new short[Character.MAX_VALUE + 1][];
    private final short[][] nearReadings = new short[Character.MAX_VALUE + 1][];
    private final short[][] syllables = new short[Character.MAX_VALUE + 1][];
    private final short[][] shapes = new short[Character.MAX_VALUE + 1][];
    /**
     * The ids of all classes of a character, folded into one word. Most pairs of characters have nothing in common, and
     * two words without a common bit say so.
     */
    private final long[] kin = new long[Character.MAX_VALUE + 1];

    /** First of the private-use area. */
    private static final char FIRST_SOUND = '\uE000';

    private final Map<String, Character> soundCharacters = new HashMap<>();
    private final List<Spelling> spellings;
    private final boolean[] beginsVariant = new boolean[Character.MAX_VALUE + 1];
    private final Set<String> variantBeginnings = new HashSet<>();
    private final List<Place> places;

    private RoutingTables() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            simplified[c] = c;
        }
        json("s2t.json", new TypeReference<Map<String, String>>() {})
                .forEach((simple, traditional) -> simplified[traditional.charAt(0)] = simple.charAt(0));
        readPinyin(json("pinyin.json", new TypeReference<Map<String, List<String>>>() {}));
        readClasses("syllable-classes.txt", syllables);
        readClasses("look-alikes.txt", shapes);
        for (int c = 0; c < kin.length; c++) {
            kin[c] = bits(nearReadings[c], 0, 40) | bits(syllables[c], 40, 12) | bits(shapes[c], 52, 12);
        }
        spellings = lines("spelling-classes.txt").stream()
                .flatMap(line ->
                        Arrays.stream(line.split(" ")).skip(1).map(word -> new Spelling(word, line.split(" ")[0])))
                .sorted(Comparator.comparingInt(
                        (Spelling spelling) -> -spelling.variant().length()))
                .toList();
        for (Spelling spelling : spellings) {
            beginsVariant[spelling.variant().charAt(0)] = true;
            variantBeginnings.add(spelling.variant().substring(0, 2));
        }
        places = lines("counties-cn.csv").stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> new Place(cells[0], cells[1], Integer.parseInt(cells[2])))
                .toList();
    }

    char simplified(char c) {
        return simplified[c];
    }

    private static long bits(short[] ids, int from, int count) {
        long bits = 0;
        for (int i = 0; ids != null && i < ids.length; i++) {
            bits |= 1L << (from + ids[i] % count);
        }
        return bits;
    }

    /** False: alike neither in sound nor in spelling nor in shape. True: perhaps. */
    boolean mayBeAlike(char left, char right) {
        return (kin[left] & kin[right]) != 0;
    }

    boolean soundsAlike(char left, char right) {
        return share(readings[left], readings[right]);
    }

    /** z and zh, n and l, in and ing …: what dialect and keyboard mix up. */
    boolean soundsNear(char left, char right) {
        return share(nearReadings[left], nearReadings[right]);
    }

    boolean writesSameSyllable(char left, char right) {
        return share(syllables[left], syllables[right]);
    }

    boolean looksAlike(char left, char right) {
        return share(shapes[left], shapes[right]);
    }

    /** The name with every Mongolian word in its standing spelling. */
    String folded(String name) {
        if (!mayHoldVariant(name)) {
            return name;
        }
        String folded = name;
        for (Spelling spelling : spellings) {
            if (folded.contains(spelling.variant())) {
                folded = folded.replace(spelling.variant(), spelling.standsFor());
            }
        }
        return folded;
    }

    private boolean mayHoldVariant(String name) {
        for (int i = 0; i + 1 < name.length(); i++) {
            if (beginsVariant[name.charAt(i)] && variantBeginnings.contains(name.substring(i, i + 2))) {
                return true;
            }
        }
        return false;
    }

    List<Place> places() {
        return places;
    }

    private static boolean share(short[] left, short[] right) {
        if (left == null || right == null) {
            return false;
        }
        for (short l : left) {
            for (short r : right) {
                if (l == r) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A character of private use that sounds like this syllable and is no other character; 0 where it is none. */
    char soundOf(String letters) {
        return soundCharacters.getOrDefault(letters.toLowerCase(Locale.ROOT).replace('v', 'ü'), (char) 0);
    }

    private void readPinyin(Map<String, List<String>> table) {
        Map<String, Short> ids = new HashMap<>();
        Map<String, Short> nearIds = new HashMap<>();
        table.forEach((character, tones) -> {
            Set<String> plain = new LinkedHashSet<>();
            tones.forEach(reading -> plain.add(reading.replaceAll("[0-9]", "")));
            Set<String> near = new LinkedHashSet<>();
            plain.forEach(reading -> near.add(near(reading)));
            readings[character.charAt(0)] = ids(plain, ids);
            nearReadings[character.charAt(0)] = ids(near, nearIds);
        });
        for (String syllable : List.copyOf(ids.keySet())) {
            char c = (char) (FIRST_SOUND + soundCharacters.size());
            soundCharacters.put(syllable, c);
            readings[c] = ids(Set.of(syllable), ids);
            nearReadings[c] = ids(Set.of(near(syllable)), nearIds);
        }
    }

    private static String near(String reading) {
        return reading.replaceFirst("^([zcs])h", "$1")
                .replaceFirst("^l", "n")
                .replaceFirst("^hu(?=.)", "f")
                .replaceFirst("(?<=[aei])ng$", "n");
    }

    private static short[] ids(Set<String> words, Map<String, Short> ids) {
        short[] found = new short[words.size()];
        int i = 0;
        for (String word : words) {
            found[i++] = ids.computeIfAbsent(word, ignored -> (short) ids.size());
        }
        return found;
    }

    /** Each line is a class; a character may stand in several. */
    private static void readClasses(String file, short[][] classes) {
        short id = 0;
        for (String line : lines(file)) {
            Set<Character> once = new HashSet<>();
            for (char c : line.replace(" ", "").toCharArray()) {
                if (once.add(c)) {
                    short[] before = classes[c] == null ? new short[0] : classes[c];
                    classes[c] = Arrays.copyOf(before, before.length + 1);
                    classes[c][before.length] = id;
                }
            }
            id++;
        }
    }

    private static <T> T json(String file, TypeReference<T> type) {
        try (InputStream bytes = open(file)) {
            return new ObjectMapper().readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(String file) {
        List<String> found = new ArrayList<>();
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    found.add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static InputStream open(String file) {
        InputStream bytes = RoutingTables.class.getResourceAsStream("/routing/" + file);
        if (bytes == null) {
            throw new IllegalStateException("missing from the jar: routing/" + file);
        }
        return bytes;
    }
}
