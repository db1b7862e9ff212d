package org.fangpin110.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Recomputes an evidence pack from nothing but its bytes. Pure: no database, no settings, no clock. */
public final class EvidenceCheck {
    /** Larger ones are not read. */
    public static final long MOST_BYTES = 256L << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HASH = "[0-9a-f]{64}";

    private byte[] newestSealed = Digests.BEGINNING;
    private final List<byte[]> links = new ArrayList<>();

    /**
     * What a sound pack proves.
     *
     * @param unanchored links younger than the newest anchor, for which nothing is written down elsewhere yet
     * @param anchors day and hash, oldest first
     */
    public record Proven(String caseId, int events, int entries, int unanchored, List<String> anchors) {}

    /** Why a pack proves nothing: a code with a text {@code evidence.fault.<code>}, and where. */
    public static final class Fault extends RuntimeException {
        private final String code;
        private final String place;

        Fault(String code, Object place) {
            super(code + " " + place, null, false, false);
            this.code = code;
            this.place = String.valueOf(place);
        }

        public String code() {
            return code;
        }

        public String place() {
            return place;
        }
    }

    private EvidenceCheck() {}

    /** @throws Fault at the first thing that does not agree */
    public static Proven verify(byte[] pack) {
        try {
            return new EvidenceCheck().check(pack);
        } catch (IllegalArgumentException | java.time.DateTimeException | ArithmeticException e) {
            throw new Fault("form-broken", "");
        }
    }

    private Proven check(byte[] pack) {
        Map<String, byte[]> files = StoredZip.read(pack).orElseThrow(() -> new Fault("zip-changed", ""));
        require(files.containsKey("manifest.json"), "files-unexpected", files.keySet());
        JsonNode manifest = canonical(text(files.get("manifest.json")).stripTrailing(), "manifest.json");
        int format = manifest.path("format").asInt();
        require(format >= 1 && format <= EvidencePack.FORMAT, "format-unknown", manifest.path("format"));
        List<String> facts = EvidenceRepository.files(format);
        List<String> expected = new ArrayList<>(List.of("manifest.json"));
        expected.addAll(facts);
        expected.addAll(List.of("chain.txt", "seals.jsonl", "anchors.jsonl"));
        require(List.copyOf(files.keySet()).equals(expected), "files-unexpected", files.keySet());
        require(
                text(files.get("manifest.json")).equals(manifest + "\n")
                        && manifest.path("facts").size() == facts.size(),
                "form-broken",
                "manifest.json");
        for (String fact : facts) {
            String digest = Digests.hex(Digests.sha256(files.get(fact)));
            require(digest.equals(manifest.path("facts").path(fact).asText()), "file-changed", fact);
        }
        String caseId = manifest.path("case").asText();
        String manifestDigest = "sha256:" + Digests.hex(Digests.sha256(files.get("manifest.json")));
        int events = chain(lines(files, "chain.txt"), caseId, manifestDigest);
        List<JsonNode> anchors =
                anchors(lines(files, "anchors.jsonl"), manifest.path("anchor").asText(""));
        int unanchored = seals(
                lines(files, "seals.jsonl"),
                anchors,
                manifest.path("anchored_seals").asLong(0));
        return new Proven(
                caseId,
                events,
                links.size() - events,
                unanchored,
                anchors.stream()
                        .map(a -> a.path("day").asText() + " " + a.path("hash").asText())
                        .toList());
    }

    /** @return how many of the links are steps */
    private int chain(List<String> lines, String caseId, String manifestDigest) {
        Set<Integer> sequences = new TreeSet<>();
        JsonNode last = null;
        for (String line : lines) {
            int place = links.size() + 1;
            require(line.matches("(?s)" + HASH + " [EA] .*"), "form-broken", "chain.txt " + place);
            char kind = line.charAt(65);
            String row = line.substring(67);
            byte[] hash = Digests.link(newestSealed, kind, row);
            require(line.startsWith(Digests.hex(hash)), "link-broken", place);
            last = canonical(row, "chain.txt " + place);
            require(caseId.equals(last.path("case_id").asText()), "link-of-another-case", place);
            require(kind == 'A' || sequences.add(last.path("sequence").asInt()), "step-twice", place);
            newestSealed = hash;
            links.add(hash);
        }
        int expected = 1;
        for (int sequence : sequences) {
            require(sequence == expected++, "step-missing", expected - 1);
        }
        require(
                last != null
                        && last.path("action").asText().equals(EvidencePack.EXPORTED)
                        && last.path("detail").asText().equals(manifestDigest),
                "manifest-not-bound",
                "");
        return sequences.size();
    }

    private List<JsonNode> anchors(List<String> lines, String newest) {
        List<JsonNode> anchors = new ArrayList<>();
        for (String line : lines) {
            JsonNode anchor = canonical(line, "anchors.jsonl");
            shape(anchor, "day", "first_seal", "hash", "last_seal", "previous", "root");
            byte[] hash = Digests.anchor(
                    hash(anchor, "previous"),
                    LocalDate.parse(anchor.path("day").asText()),
                    number(anchor, "first_seal"),
                    number(anchor, "last_seal"),
                    hash(anchor, "root"));
            require(
                    Arrays.equals(hash, hash(anchor, "hash")),
                    "anchor-broken",
                    anchor.path("day").asText());
            if (!anchors.isEmpty()) {
                JsonNode before = anchors.get(anchors.size() - 1);
                boolean follows = before.path("hash").equals(anchor.path("previous"))
                        && number(before, "last_seal") + 1 == number(anchor, "first_seal");
                require(follows, "anchor-missing", anchor.path("day").asText());
            }
            anchors.add(anchor);
        }
        // the newest of the export is named in the manifest; a case younger than every anchor has none in its pack
        require(
                anchors.isEmpty()
                        || anchors.get(anchors.size() - 1).path("hash").asText().equals(newest),
                "anchor-missing",
                newest);
        return anchors;
    }

    /** @return links under seals that no anchor covers yet */
    private int seals(List<String> lines, List<JsonNode> anchors, long lastAnchored) {
        Set<Integer> proven = new TreeSet<>();
        int unanchored = 0;
        long before = 0;
        for (String line : lines) {
            JsonNode seal = canonical(line, "seals.jsonl");
            shape(seal, "hash", "links", "path", "previous", "proofs", "root", "seal", "sealed_at");
            Instant sealedAt = Instant.parse(seal.path("sealed_at").asText());
            require(CanonicalRow.instant(sealedAt).equals(seal.path("sealed_at").asText()), "form-broken", "sealed_at");
            long no = number(seal, "seal");
            byte[] hash = Digests.seal(
                    hash(seal, "previous"), no, sealedAt, Math.toIntExact(number(seal, "links")), hash(seal, "root"));
            require(no > before && Arrays.equals(hash, hash(seal, "hash")), "seal-broken", no);
            before = no;
            for (JsonNode proof : seal.path("proofs")) {
                shape(proof, "leaf", "path", "position");
                int position = Math.toIntExact(number(proof, "position"));
                require(position >= 1 && position <= links.size() && proven.add(position), "seal-broken", no);
                boolean leads = Merkle.leads(
                        links.get(position - 1),
                        number(proof, "leaf"),
                        number(seal, "links"),
                        path(proof),
                        hash(seal, "root"));
                require(leads, "link-not-sealed", position);
            }
            if (no > lastAnchored) {
                unanchored += seal.path("proofs").size();
                require(seal.path("path").isEmpty(), "seal-broken", no);
            } else {
                require(isAnchored(hash, no, path(seal), anchors), "seal-not-anchored", no);
            }
        }
        require(proven.size() == links.size(), "link-not-sealed", proven.size());
        return unanchored;
    }

    private static boolean isAnchored(byte[] seal, long no, List<byte[]> path, List<JsonNode> anchors) {
        Optional<JsonNode> anchor = anchors.stream()
                .filter(a -> number(a, "first_seal") <= no && no <= number(a, "last_seal"))
                .findFirst();
        return anchor.isPresent()
                && Merkle.leads(
                        seal,
                        no - number(anchor.get(), "first_seal"),
                        number(anchor.get(), "last_seal") - number(anchor.get(), "first_seal") + 1,
                        path,
                        hash(anchor.get(), "root"));
    }

    /** JSON that is written again to the very same characters. */
    private static JsonNode canonical(String line, String place) {
        try {
            JsonNode read = JSON.readTree(line);
            require(read != null && read.isObject() && read.toString().equals(line), "form-broken", place);
            return read;
        } catch (JsonProcessingException e) {
            throw new Fault("form-broken", place);
        }
    }

    /** These fields and no other, in this order. */
    private static void shape(JsonNode object, String... names) {
        List<String> found = new ArrayList<>();
        object.fieldNames().forEachRemaining(found::add);
        require(found.equals(List.of(names)), "form-broken", found);
    }

    private static long number(JsonNode of, String field) {
        require(of.path(field).canConvertToLong() && of.path(field).isIntegralNumber(), "form-broken", field);
        return of.path(field).asLong();
    }

    private static List<byte[]> path(JsonNode of) {
        List<byte[]> path = new ArrayList<>();
        of.path("path").forEach(step -> {
            require(
                    step.asText().matches(HASH),
                    "form-broken",
                    "path"); // capitals would be other bytes of the same hash
            path.add(Digests.unhex(step.asText()));
        });
        return path;
    }

    private static byte[] hash(JsonNode of, String field) {
        String text = of.path(field).asText();
        require(text.matches(HASH), "form-broken", field);
        return Digests.unhex(text);
    }

    private static List<String> lines(Map<String, byte[]> files, String name) {
        String all = text(files.get(name));
        require(all.isEmpty() || all.endsWith("\n"), "form-broken", name);
        return all.isEmpty()
                ? List.of()
                : List.of(all.substring(0, all.length() - 1).split("\n", -1));
    }

    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        require(Arrays.equals(Digests.bytes(text), content), "form-broken", "UTF-8");
        return text;
    }

    private static void require(boolean holds, String code, Object place) {
        if (!holds) {
            throw new Fault(code, place);
        }
    }
}
