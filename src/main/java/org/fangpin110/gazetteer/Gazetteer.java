package org.fangpin110.gazetteer;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.CaseMoveRepository;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.report.ReportContent;
import org.fangpin110.report.UnclearReportRepository;
import org.fangpin110.routing.Router;
import org.fangpin110.staff.PostRepository;
import org.fangpin110.unit.AliasRepository;
import org.fangpin110.unit.AliasSuggestionRepository;
import org.fangpin110.unit.UnitChangeRepository;
import org.fangpin110.unit.UnitPeriodRepository;
import org.fangpin110.unit.UnitRepository;
import org.fangpin110.unit.UnitTable;

/** The parts of this door, put together: for HTTP once an event loop, for the daily work once a node. */
public record Gazetteer(
        ChangeService changes,
        CaseSweep sweep,
        UnitAdminHandler unitHandler,
        ChangeHandler changeHandler,
        AliasHandler aliasHandler) {
    /** @param reload brings this node's table and router up to date */
    public record Needs(
            Pool pool,
            Supplier<UnitTable> units,
            Supplier<Router> router,
            Set<String> servedUnits,
            Supplier<Future<Void>> reload,
            FieldCipher cipher,
            Messages messages,
            TimeOrderedIds ids,
            InstantSource clock) {}

    public static Gazetteer of(Needs needs) {
        AuditTrail trail = new AuditTrail(needs.ids(), needs.clock());
        UnitRepository units = new UnitRepository();
        UnitChangeRepository changeRows = new UnitChangeRepository();
        UnitPeriodRepository periods = new UnitPeriodRepository();
        AliasRepository aliasRows = new AliasRepository();
        PostRepository posts = new PostRepository();
        CaseMoveRepository moves = new CaseMoveRepository();
        UnitTableEdit edit = new UnitTableEdit(needs.pool(), units, needs.units(), needs.reload(), needs.clock());
        CaseSweep sweep = new CaseSweep(
                needs.pool(), needs.units(), needs.servedUnits(), units, changeRows, moves, trail, needs.clock());
        ChangeService changes =
                new ChangeService(edit, changeRows, periods, aliasRows, posts, sweep, trail, needs.ids());
        AliasService aliases = new AliasService(
                edit,
                aliasRows,
                new AliasSuggestionRepository(),
                new UnclearReportRepository(),
                new ReportContent(needs.cipher()),
                needs.router(),
                trail);
        return new Gazetteer(
                changes,
                sweep,
                new UnitAdminHandler(edit, periods, aliasRows),
                new ChangeHandler(
                        changes, new ChangePreview(edit, moves, posts, aliasRows), needs.router(), needs.messages()),
                new AliasHandler(aliases, needs.units()));
    }
}
