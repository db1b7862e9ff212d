package org.fangpin110.leaflet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/** Codes and leaflets for staff of the unit or of one above it; and the public page behind the ordinary code. */
public final class LeafletHandler {
    private static final Set<Role> MAY_PRINT =
            EnumSet.of(Role.GRID_WORKER, Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK, Role.BANNER_ADMIN);
    private static final int PIXELS = 600;
    /** As x-deadline of the operation in the contract. */
    private static final long LONGEST_ANSWER_MILLIS = 300_000;

    /** Kept by the one who asked, and asked about again before use. */
    private static final String CACHING = "private, max-age=0, must-revalidate";

    private final Vertx vertx;
    private final Leaflets leaflets;
    private final EntryPage page;

    /** @param appId of the mini-program the page opens */
    public LeafletHandler(Vertx vertx, Leaflets leaflets, Supplier<UnitTable> units, Messages messages, String appId) {
        this.vertx = vertx;
        this.leaflets = leaflets;
        this.page = new EntryPage(units, messages, appId);
    }

    public void bind(Api api) {
        api.bind("getLeaflet", this::getLeaflet)
                .bind("getEntryCodePng", this::getEntryCodePng)
                .bind("getEntryCodeSvg", this::getEntryCodeSvg)
                .bind("openEntryPage", this::openEntryPage);
    }

    private Future<Reply> getLeaflet(Request request) {
        String code = ownUnit(request);
        List<Unit> villages = leaflets.villages(code);
        var tag = leaflets.tag(code);
        if (tag.isHeldBy(request.optional("If-None-Match"))) {
            return Future.succeededFuture(
                    Reply.notModified().header("ETag", tag.value()).header("Cache-Control", CACHING));
        }
        return leaflets.make(villages).map(made -> {
            // whoever asked may be gone already, and then nobody opens it
            vertx.setTimer(
                    LONGEST_ANSWER_MILLIS,
                    late -> vertx.fileSystem().delete(made.file().toString()).otherwiseEmpty());
            Reply reply = Reply.stream("application/pdf", response -> send(made, response))
                    .header("Content-Disposition", "inline; filename=\"leaflet-" + code + ".pdf\"")
                    .header("Content-Encoding", "identity") // a PDF is compressed already
                    .header("Cache-Control", CACHING);
            // without WeChat's codes it is worth asking again
            return made.complete() ? reply.header("ETag", tag.value()) : reply;
        });
    }

    /** Read with the client's speed, deleted when closed. */
    private void send(Leaflets.Made made, HttpServerResponse response) {
        OpenOptions reading = new OpenOptions().setRead(true).setWrite(false).setDeleteOnClose(true);
        vertx.fileSystem()
                .open(made.file().toString(), reading)
                .compose(file -> file.pipeTo(response))
                .onFailure(failure -> response.reset());
    }

    private Future<Reply> getEntryCodePng(Request request) {
        byte[] png = leaflets.qrCode(ownVillage(request)).png(request.integer("size", PIXELS));
        return Future.succeededFuture(Reply.bytes("image/png", Buffer.buffer(png)));
    }

    private Future<Reply> getEntryCodeSvg(Request request) {
        byte[] svg = leaflets.qrCode(ownVillage(request)).svg(request.integer("size", PIXELS));
        return Future.succeededFuture(Reply.bytes("image/svg+xml", Buffer.buffer(svg)));
    }

    private Unit ownVillage(Request request) {
        String code = ownUnit(request);
        return leaflets.villages(code).stream()
                .filter(village -> village.code().equals(code))
                .findFirst()
                .orElseThrow(() -> AppException.conflict("unit-takes-no-reports"));
    }

    /** A unit of another's is as good as none. */
    private static String ownUnit(Request request) {
        String code = request.parameter("unitCode");
        boolean own =
                request.caller(StaffMember.class).scope(MAY_PRINT).stream().anyMatch(range -> range.contains(code));
        if (!own) {
            throw AppException.notFound();
        }
        return code;
    }

    private Future<Reply> openEntryPage(Request request) {
        return Future.succeededFuture(page.of(request.parameter("entryCode"), request.language())
                .map(html -> Reply.page(200, html))
                .orElseGet(() -> Reply.page(404, page.unknown(request.language())))
                .header("Content-Security-Policy", EntryPage.POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Language", request.language().tag()));
    }
}
