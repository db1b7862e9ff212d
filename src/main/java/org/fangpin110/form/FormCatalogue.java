package org.fangpin110.form;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fangpin110.platform.problem.FieldError;

/** Every version of every form, read once. Validators are not shared between threads: one catalogue an event loop. */
public final class FormCatalogue {
    private final Map<FormCode, TreeMap<Integer, Form>> forms = new EnumMap<>(FormCode.class);

    public FormCatalogue() {
        FormFiles files = new FormFiles();
        for (FormCode code : FormCode.values()) {
            TreeMap<Integer, Form> versions = new TreeMap<>();
            for (int version = 1; ; version++) {
                Optional<Form> form = files.read(code, version);
                if (form.isEmpty()) {
                    break;
                }
                versions.put(version, form.get());
            }
            if (versions.isEmpty()) {
                throw new IllegalStateException("There is no schema of the form " + code);
            }
            forms.put(code, versions);
        }
    }

    /** The version to fill in now. */
    public Form current(FormCode code) {
        return forms.get(code).lastEntry().getValue();
    }

    public Optional<Form> version(FormCode code, int version) {
        return Optional.ofNullable(forms.get(code).get(version));
    }

    public Collection<Form> versions(FormCode code) {
        return forms.get(code).values();
    }

    /**
     * What is wrong with a form as filled in; empty when nothing is. First its shape; when that is right, each field, and when
     * those are right, the rules across fields. Pointers begin at the data.
     *
     * @param today in China; what has happened cannot lie after it
     */
    public List<FieldError> check(FormCode code, int version, JsonObject data, LocalDate today) {
        Form form = version(code, version).orElse(null);
        if (form == null) {
            return List.of(new FieldError("", "form-version-unknown"));
        }
        List<FieldError> shape = form.shapeFaults(data);
        if (!shape.isEmpty()) {
            return shape;
        }
        FormFaults faults = new FormFaults();
        FieldChecks.check(form.schema(), data, today, faults);
        if (faults.isEmpty()) {
            FormRules.of(code).forEach(rule -> rule.check(data, today, faults));
        }
        return new ArrayList<>(faults.all());
    }
}
