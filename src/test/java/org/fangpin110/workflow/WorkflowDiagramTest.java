package org.fangpin110.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.junit.jupiter.api.Test;

/** The drawing in the documents is made from the table; {@code -Dworkflow.write} draws it anew. */
class WorkflowDiagramTest {
    private static final Path DRAWN = Path.of("api-spec/workflow.md");

    private final Messages messages = new Messages();

    @Test
    void theDrawingInTheDocumentsIsThatOfTheTable() throws IOException {
        String drawing = title() + diagram() + states() + table();
        if (System.getProperty("workflow.write") != null) {
            Files.writeString(DRAWN, drawing);
        }
        assertThat(Files.readString(DRAWN)).isEqualTo(drawing);
    }

    private static String title() {
        return """
                # 办理流程 / Workflow

                由 `org.fangpin110.workflow.Table` 生成，测试保证一致；不要手改。
                Made from `org.fangpin110.workflow.Table`; a test keeps it current. Do not edit.

                """;
    }

    private String diagram() {
        StringBuilder drawing = new StringBuilder("```mermaid\nstateDiagram-v2\n    direction TB\n");
        for (State state : State.values()) {
            drawing.append("    state \"")
                    .append(word("state." + state))
                    .append("\" as ")
                    .append(state)
                    .append('\n');
        }
        drawing.append("    [*] --> RECEIVED\n");
        Map<String, Set<String>> edges = new LinkedHashMap<>();
        for (Transition row : Workflow.TRANSITIONS) {
            if (row.from() != row.to() && row.action() != Action.MERGE && row.action() != Action.WITHDRAW) {
                edges.computeIfAbsent(row.from() + " --> " + row.to(), edge -> new LinkedHashSet<>())
                        .add(word("action." + row.action()));
            }
        }
        edges.forEach((edge, actions) -> drawing.append("    ")
                .append(edge)
                .append(" : ")
                .append(String.join(" / ", actions))
                .append('\n'));
        for (State state : State.values()) {
            if (!state.isOpen()) {
                drawing.append("    ").append(state).append(" --> [*]\n");
            }
        }
        return drawing.append("```\n\n").toString();
    }

    private String states() {
        StringBuilder lines = new StringBuilder("| 状态 State | | 由谁办 Desk | 时限 Limit |\n|---|---|---|---|\n");
        for (State state : State.values()) {
            lines.append("| ")
                    .append(word("state." + state))
                    .append(" | `")
                    .append(state)
                    .append("` | ")
                    .append(state.isOpen() ? state.desk() : "—")
                    .append(" | ")
                    .append(state.limit() == null ? "—" : state.limit())
                    .append(" |\n");
        }
        return lines.append('\n').toString();
    }

    /** One line for what many states and roles share. */
    private String table() {
        StringBuilder lines = new StringBuilder(
                "| 状态 From | 动作 Action | 到 To | 谁 By | 须先 Guards | 表 Form | 同时 Effects | 时限 Limit | 告知 Told |\n"
                        + "|---|---|---|---|---|---|---|---|---|\n");
        Map<List<Object>, List<Transition>> alike = Workflow.TRANSITIONS.stream()
                .collect(Collectors.groupingBy(
                        row -> List.of(
                                row.action(),
                                row.from() == row.to() ? "=" : row.to(),
                                row.guards(),
                                String.valueOf(row.form()),
                                row.effects(),
                                String.valueOf(row.limit()),
                                String.valueOf(row.told()),
                                row.ownCasesOnly()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        for (List<Transition> rows : alike.values()) {
            Transition row = rows.get(0);
            Set<State> from = rows.stream().map(Transition::from).collect(Collectors.toCollection(LinkedHashSet::new));
            Set<Actor> by = rows.stream().map(Transition::by).collect(Collectors.toCollection(LinkedHashSet::new));
            lines.append("| ")
                    .append(
                            from.size() > 12
                                    ? "（" + from.size() + "）" + from.iterator().next() + "…"
                                    : joined(from))
                    .append(" | ")
                    .append(word("action." + row.action()))
                    .append(" `")
                    .append(row.action())
                    .append("` | ")
                    .append(row.from() == row.to() ? "=" : row.to())
                    .append(" | ")
                    .append(joined(by))
                    .append(row.ownCasesOnly() ? " (own)" : "")
                    .append(" | ")
                    .append(joined(row.guards()))
                    .append(" | ")
                    .append(row.form() == null ? "" : row.form())
                    .append(" | ")
                    .append(row.effects().stream().map(Enum::name).sorted().collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(row.limit() == null ? "" : row.limit())
                    .append(" | ")
                    .append(row.told() == null ? "" : row.told())
                    .append(" |\n");
        }
        return lines.toString();
    }

    private static String joined(Iterable<?> things) {
        StringBuilder text = new StringBuilder();
        things.forEach(thing -> text.append(text.isEmpty() ? "" : ", ").append(thing));
        return text.toString();
    }

    private String word(String key) {
        return messages.text(Language.ZH, key);
    }
}
