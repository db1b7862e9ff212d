package org.fangpin110.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Bodies of submitReport: honest ones, and the same with one to three things wrong. The same seed makes the same bodies. */
final class MutatedReports {
    private static final List<String> NUMBERS = words(
            """
            0 -0 1 3.0 1e1 3.5 30 30.0 31 -1 1e400 -1e400 1e-400 2147483648 -180 180 180.0000001 -90 90 90.5 100000 100001
            100000000 100000000.01 -100000000 -100000001 99999999999999999999 -99999999999999999999 0.1 1E2 9007199254740993
            """);
    private static final List<String> OTHERS =
            words("null true false {} [] [[]] {\"a\":1} [1] [null] \"\" \"\\t\" \"true\" \"3\"");
    private static final List<String> SPELLINGS = words(
            """
            \\u0000 \\ud800 \\udc00 \\ud83d\\ude00 \\ude00\\ud83d \\ud800x \\n \\r \\u2028 \\t 😀 é ٣ A 0 - . _ \\u007f \\ufffe
            \\\\ \\" / ~""");
    private static final List<String> FILLINGS = words("0 a 汉 😀 A");
    private static final List<String> LENGTHS =
            words("0 1 11 12 13 29 30 31 40 41 59 60 61 100 101 127 128 129 500 501 1999 2000 2001");
    private static final List<String> NAMES = words(
            """
            unknown a/b a~b reporterKind\\t ReporterKind constructor 名字 \\u0000 \\ud800 name phone x\\ty %41 \\n \\" #""");

    /** An object as a list, so that a name may come twice; everything else is JSON text. */
    private record Node(List<Field> fields) {}

    private static final class Field {
        private final String name;
        private Object value;

        Field(String name, Object value) {
            this.name = name;
            this.value = value;
        }
    }

    private final Random random;

    MutatedReports(long seed) {
        random = new Random(seed);
    }

    String honest() {
        return text(report());
    }

    String broken() {
        Node report = report();
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutate(report);
        }
        return random.nextInt(40) == 0 ? torn(text(report)) : text(report);
    }

    private Node report() {
        Node report = new Node(new ArrayList<>());
        put(report, "reporterKind", one(ReportCodes.REPORTER_KINDS));
        put(report, "subject", subject());
        put(report, "riskMain", one(ReportCodes.RISK_TYPES));
        put(report, "consents", consents());
        sometimes(report, "relation", one(ReportCodes.RELATIONS));
        sometimes(report, "reporter", reporter());
        sometimes(report, "hukouUnit", "\"152223107208\"");
        sometimes(report, "unitUnknown", flag());
        sometimes(report, "addressText", "\"音德尔镇 3 号😀\"");
        sometimes(report, "scanCode", "\"152223107208-1\"");
        sometimes(report, "position", position());
        sometimes(report, "groupName", "\"二组\"");
        sometimes(report, "residenceUnit", "\"152223107000\"");
        sometimes(report, "riskMore", "[" + one(ReportCodes.RISK_TYPES) + "]");
        sometimes(report, "hardshipText", "\"房子后墙裂了\"");
        sometimes(report, "voiceNoteFollows", flag());
        sometimes(report, "householdSize", String.valueOf(1 + random.nextInt(30)));
        sometimes(report, "annualIncome", "-1200.5");
        sometimes(report, "rigidSpending", "30000");
        sometimes(report, "urgent", flag());
        sometimes(report, "urgentKind", one(ReportCodes.URGENT_KINDS));
        return report;
    }

    private Node subject() {
        Node subject = new Node(new ArrayList<>());
        put(subject, "name", "\"白音那\"");
        sometimes(subject, "phone", "\"13800000001\"");
        sometimes(subject, "noPhone", flag());
        sometimes(subject, "idNo", "\"152223196203153103\"");
        sometimes(subject, "idAbsentReason", one(ReportCodes.ID_ABSENT_REASONS));
        return subject;
    }

    private Node reporter() {
        Node reporter = new Node(new ArrayList<>());
        sometimes(reporter, "name", "\"乌云\"");
        sometimes(reporter, "phone", "\"0482-6120000\"");
        return reporter;
    }

    private Node position() {
        Node position = new Node(new ArrayList<>());
        put(position, "longitude", "122.9");
        put(position, "latitude", "46.7");
        sometimes(position, "accuracyMetres", "35");
        sometimes(position, "system", random.nextBoolean() ? "\"GCJ02\"" : "\"WGS84\"");
        return position;
    }

    private static Node consents() {
        Node consents = new Node(new ArrayList<>());
        put(consents, "privacy", "\"2026-11\"");
        put(consents, "sensitive", "\"2026-11\"");
        put(consents, "truth", "\"2026-11\"");
        return consents;
    }

    private void mutate(Node root) {
        Node node = root;
        List<Field> inner = root.fields().stream()
                .filter(field -> field.value instanceof Node)
                .toList();
        if (!inner.isEmpty() && random.nextInt(3) == 0) {
            node = (Node) one(inner).value;
        }
        if (node.fields().isEmpty()) {
            put(node, one(NAMES), oddValue());
            return;
        }
        Field field = one(node.fields());
        switch (random.nextInt(10)) {
            case 0 -> node.fields().remove(field);
            case 1 -> put(node, one(NAMES), oddValue());
            case 2 -> put(node, field.name, field.value);
            case 3 -> field.value = "[".repeat(40) + "]".repeat(40);
            case 4 -> field.value = codes();
            default -> field.value = oddValue();
        }
    }

    private String oddValue() {
        return switch (random.nextInt(4)) {
            case 0 -> one(NUMBERS);
            case 1 -> one(OTHERS);
            default -> oddText();
        };
    }

    /** A text of a length near a limit, of one kind of character, perhaps with an odd one at its end. */
    private String oddText() {
        String filling = one(FILLINGS);
        String end = random.nextBoolean() ? one(SPELLINGS) : "";
        return "\"" + filling.repeat(Integer.parseInt(one(LENGTHS))) + end + "\"";
    }

    private String codes() {
        List<String> codes = IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> random.nextInt(4) == 0 ? oddValue() : one(ReportCodes.RISK_TYPES))
                .toList();
        return "[" + String.join(",", codes) + "]";
    }

    private String torn(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, random.nextInt(text.length()));
            case 1 -> text + " {}";
            case 2 -> "[" + text + "]";
            case 3 -> text.replaceFirst(":", ";");
            default -> text.replaceFirst("\"", "'");
        };
    }

    private String flag() {
        return String.valueOf(random.nextBoolean());
    }

    private String one(Set<String> codes) {
        return "\"" + one(codes.stream().sorted().toList()) + "\"";
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void sometimes(Node node, String name, Object value) {
        if (random.nextBoolean()) {
            put(node, name, value);
        }
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static void put(Node node, String name, Object value) {
        node.fields().add(new Field(name, value));
    }

    private static String text(Object value) {
        if (!(value instanceof Node node)) {
            return (String) value;
        }
        StringBuilder text = new StringBuilder("{");
        for (Field field : node.fields()) {
            text.append(text.length() > 1 ? "," : "")
                    .append('"')
                    .append(field.name)
                    .append("\":")
                    .append(text(field.value));
        }
        return text.append('}').toString();
    }
}
