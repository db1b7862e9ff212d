package org.fangpin110.matching;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.SampleReportingFormat;

/** Traits hide themselves from logs; a counterexample of made-up traits must be seen. */
public final class TraitsInFull implements SampleReportingFormat {
    @Override
    public boolean appliesTo(Object value) {
        return value instanceof Traits;
    }

    @Override
    public Object report(Object value) {
        Traits traits = (Traits) value;
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("person", text(traits.person()));
        shown.put("phone", text(traits.phone()));
        shown.put("name", text(Optional.of(traits.name())));
        shown.put("household", text(traits.household()));
        shown.put("unit", traits.unit());
        shown.put("risks", traits.risks());
        shown.put("print", traits.print());
        shown.put("at", traits.at());
        return shown;
    }

    private static String text(Optional<IndexKey> key) {
        return key.map(known -> new String(known.bytes(), StandardCharsets.UTF_8))
                .orElse("-");
    }
}
