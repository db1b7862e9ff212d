package org.fangpin110.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.SampleReportingFormat;

/** Evidence hides itself from logs; a counterexample of made-up evidence must be seen. */
public final class EvidenceInFull implements SampleReportingFormat {
    @Override
    public boolean appliesTo(Object value) {
        return value instanceof Evidence;
    }

    @Override
    public Object report(Object value) {
        Evidence evidence = (Evidence) value;
        Map<String, Object> shown = new LinkedHashMap<>();
        evidence.scannedCode().ifPresent(code -> shown.put("scanned", code));
        evidence.chosenUnit().ifPresent(code -> shown.put("chosen", code));
        evidence.addressText().ifPresent(text -> shown.put("address", text));
        evidence.position()
                .ifPresent(at -> shown.put(
                        "position", at.lng() + " " + at.lat() + " ±" + at.accuracyMetres() + " " + at.system()));
        evidence.knownHousehold().ifPresent(known -> shown.put("household", known.unitCode() + " " + known.basis()));
        shown.put("villageUnknown", evidence.villageUnknown());
        shown.put("urgent", evidence.urgent());
        return shown;
    }
}
