package org.fangpin110.score;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes a name wrongly, the way fingers, ears, keyboards and cameras do. */
final class Spelling {
    private final Map<Character, String> sound = new HashMap<>();
    private final Map<String, List<Character>> bySound = new LinkedHashMap<>();
    private final Map<Character, Character> traditional = new HashMap<>();

    Spelling() {
        json("pinyin.json", new TypeReference<LinkedHashMap<String, List<String>>>() {})
                .forEach((character, readings) -> {
                    char c = character.charAt(0);
                    sound.put(c, readings.get(0).replaceAll("[0-9]", "").replace("ü", "v"));
                    readings.forEach(reading -> bySound.computeIfAbsent(
                                    reading.replaceAll("[0-9]", ""), ignored -> new ArrayList<>())
                            .add(c));
                });
        json("s2t.json", new TypeReference<LinkedHashMap<String, String>>() {})
                .forEach((simple, old) -> traditional.putIfAbsent(simple.charAt(0), old.charAt(0)));
    }

    private static <T> T json(String file, TypeReference<T> type) {
        try (InputStream bytes = Spelling.class.getResourceAsStream("/routing/" + file)) {
            return new ObjectMapper().readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One character by another of the same sound; the name itself where none has it. */
    String homophone(String name, Random random) {
        int at = random.nextInt(name.length());
        List<Character> same = bySound.getOrDefault(sound.getOrDefault(name.charAt(at), ""), List.of());
        return same.size() < 2 ? name : replaced(name, at, "" + same.get(random.nextInt(same.size())));
    }

    /** hao力保: the input method left one syllable behind. */
    String oneSyllableInLetters(String name, Random random) {
        int at = random.nextInt(name.length());
        return sound.containsKey(name.charAt(at)) ? replaced(name, at, sound.get(name.charAt(at))) : name;
    }

    String letters(String name) {
        StringBuilder letters = new StringBuilder();
        for (char c : name.toCharArray()) {
            letters.append(sound.getOrDefault(c, "" + c));
        }
        return letters.toString();
    }

    String traditional(String text) {
        StringBuilder old = new StringBuilder();
        for (char c : text.toCharArray()) {
            old.append(traditional.getOrDefault(c, c));
        }
        return old.toString();
    }

    static String swapped(String name, Random random) {
        int at = random.nextInt(name.length() - 1);
        return name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
    }

    static String doubled(String name, Random random) {
        int at = random.nextInt(name.length());
        return name.substring(0, at + 1) + name.substring(at);
    }

    static String lost(String name, Random random) {
        int at = random.nextInt(name.length());
        return name.substring(0, at) + name.substring(at + 1);
    }

    static String spaced(String text, String between) {
        return String.join(between, text.split(""));
    }

    private static String replaced(String name, int at, String by) {
        return name.substring(0, at) + by + name.substring(at + 1);
    }

    /** Plain edits between two names. */
    static int edits(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + same);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
