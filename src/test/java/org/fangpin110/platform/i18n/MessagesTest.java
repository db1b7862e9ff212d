package org.fangpin110.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words and code agree. A new refusal fails here until both languages have a sentence for it. */
class MessagesTest {
    private static final Pattern REFUSAL = Pattern.compile(
            "AppException\\s*\\.(?:malformed|unauthenticated|forbidden|conflict|unprocessable|tooMany|unavailable|status)\\("
                    + "([^;]*?\"[a-z]+(?:-[a-z]+)+\"[^;]*)");
    private static final Pattern FIELD =
            Pattern.compile("(?:new FieldError|\\bfault)\\(([^;{]*?\"[a-z]+(?:-[a-z]+)*\")");
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");
    private static final Set<String> ALWAYS = Set.of("not-found", "changed-meanwhile", "fields-to-correct");

    private final Messages messages = new Messages();

    @Test
    void everyRefusalHasItsWordsInBothLanguages() {
        Set<String> codes = codes(REFUSAL);
        codes.removeIf(code -> !code.contains("-"));
        codes.addAll(ALWAYS);

        assertThat(codes).hasSizeGreaterThan(20);
        assertWords("problem.", codes);
    }

    @Test
    void everyFieldErrorHasItsWordsInBothLanguages() {
        assertWords("field.", codes(FIELD));
    }

    /** Of two the one loaded last would be shown, and nobody would know why the other is not. */
    @Test
    void noKeyHasTwoHomes() throws IOException {
        for (String language : Set.of("zh_CN", "en")) {
            Set<String> seen = new TreeSet<>();
            for (String file : Messages.FILES) {
                try (Stream<String> lines =
                        Files.lines(Path.of("src/main/resources/messages", file + "_" + language + ".properties"))) {
                    lines.filter(line -> line.matches("[^#=\\s]+=.*"))
                            .map(line -> line.substring(0, line.indexOf('=')))
                            .forEach(key -> assertThat(seen.add(key))
                                    .as(file + "_" + language + " " + key)
                                    .isTrue());
                }
            }
        }
    }

    @Test
    void chineseAndEnglishHaveTheSameKeys() {
        assertThat(messages.keys(Language.EN)).isEqualTo(messages.keys(Language.ZH));
    }

    /** English may leave one out, as short messages do; one that Chinese lacks nobody would fill. */
    @Test
    void englishUsesNoParameterThatChineseLacks() {
        Pattern parameter = Pattern.compile("\\{\\d}");
        assertThat(messages.keys(Language.ZH)).allSatisfy(key -> assertThat(found(parameter, Language.ZH, key))
                .containsAll(found(parameter, Language.EN, key)));
    }

    @Test
    void whoeverIsStoppedByALimitIsToldAboutTheHotline() {
        for (String code : Set.of(
                "too-many-reports", "too-many-reports-for-phone", "too-many-reports-of-device", "busy-try-again")) {
            assertThat(messages.text(Language.ZH, "problem." + code)).contains("12317");
            assertThat(messages.text(Language.EN, "problem." + code)).contains("12317");
        }
    }

    private Set<String> found(Pattern pattern, Language language, String key) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(messages.text(language, key)).results().forEach(hit -> found.add(hit.group()));
        return found;
    }

    private void assertWords(String prefix, Set<String> codes) {
        assertThat(codes)
                .allSatisfy(code -> assertThat(messages.has(Language.ZH, prefix + code))
                        .as(prefix + code)
                        .isTrue())
                .allSatisfy(code -> assertThat(messages.has(Language.EN, prefix + code))
                        .as(prefix + code)
                        .isTrue());
    }

    /** The codes named in our sources; reading text keeps the codes where they are used. */
    private static Set<String> codes(Pattern statement) {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(MessagesTest::read)
                    .filter(source -> source.contains("FieldError") || statement == REFUSAL)
                    .forEach(
                            source -> statement.matcher(source).results().forEach(hit -> codesIn(hit.group(1), codes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }

    private static void codesIn(String arguments, Set<String> codes) {
        String own = arguments.replaceAll("new FieldError\\([^)]*\\)", "");
        CODE.matcher(own).results().forEach(code -> codes.add(code.group(1)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
