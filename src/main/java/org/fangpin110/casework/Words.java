package org.fangpin110.casework;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitTable;

/** Codes as words, units as names, in one reader's language. */
record Words(Messages messages, Supplier<UnitTable> table, Language language) {
    /** The contract's CodedValue. */
    record CodedValue(String code, String text) {}

    /** The contract's UnitName. */
    record NamedUnit(String unitCode, String name) {}

    String text(String key, Object... parameters) {
        return messages.text(language, key, parameters);
    }

    CodedValue coded(String prefix, String code, Object... parameters) {
        return new CodedValue(code, text(prefix + "." + code, parameters));
    }

    NamedUnit unit(String code) {
        return new NamedUnit(code, unitName(code));
    }

    /** 好力保镇好力保村委会: as much as people of one banner need. A retired unit keeps its name, an unknown one is its code. */
    String unitName(String code) {
        UnitTable units = table.get();
        Optional<Unit> found = units.find(code);
        if (found.isEmpty()) {
            return units.findRetired(code).map(Unit::name).orElse(code);
        }
        if (found.get().level() <= 4) {
            return found.get().name();
        }
        return units.parent(found.get()).map(Unit::name).orElse("")
                + found.get().name();
    }

    /** A list of {code, parameters}; parameters that are unit codes become names. */
    List<CodedValue> reasons(String prefix, JsonArray reasons) {
        List<CodedValue> found = new ArrayList<>();
        for (int i = 0; reasons != null && i < reasons.size(); i++) {
            JsonObject reason = reasons.getJsonObject(i);
            found.add(reason(prefix, reason.getString("code"), reason.getJsonArray("parameters", new JsonArray())));
        }
        return found;
    }

    CodedValue reason(String prefix, String code, JsonArray parameters) {
        return coded(prefix, code, parameters.stream().map(this::readable).toArray());
    }

    private Object readable(Object parameter) {
        return parameter instanceof String code && UnitCode.isWellFormed(code) ? unitName(code) : parameter;
    }
}
