package org.fangpin110;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.sms.SmsProvider;
import org.fangpin110.platform.wechat.WechatFailure;
import org.fangpin110.platform.wechat.WechatGateway;
import org.fangpin110.platform.wechat.WechatSession;
import org.fangpin110.sandbox.DevelopmentPages;
import org.fangpin110.sandbox.DevelopmentProfile;
import org.fangpin110.sandbox.DevelopmentSmsProvider;
import org.fangpin110.sandbox.Inbox;
import org.fangpin110.sandbox.SandboxTemplate;
import org.fangpin110.sandbox.WechatSandbox;

/** WeChat and SMS: the real ones, or in development their stand-ins inside this process. */
public record Outside(WechatGateway wechat, SmsProvider sms, Optional<Sandbox> sandbox) {

    /** The stand-ins and the page that shows what residents get. */
    public record Sandbox(DevelopmentProfile profile, WechatSandbox wechat, Inbox inbox, DevelopmentPages pages) {}

    static Future<Outside> open(App app) {
        AppConfig.Wechat settings = app.config.wechat();
        if (app.config.production()) {
            return Future.succeededFuture(new Outside(
                    new WechatGateway(app.vertx, settings.settings()),
                    app.config.sms().open(app.vertx, app.clock),
                    Optional.empty()));
        }
        DevelopmentProfile development = new DevelopmentProfile(app.config.production());
        Inbox inbox = new Inbox(development, app.clock);
        List<SandboxTemplate> templates = settings.templates().values().stream()
                .map(
                        id -> new SandboxTemplate(
                                id,
                                "办理进度通知",
                                "事项:{{thing1.DATA}}\n编号:{{character_string2.DATA}}\n状态:{{phrase3.DATA}}\n提示:{{thing4.DATA}}\n时间:{{time5.DATA}}\n"))
                .toList();
        WechatSandbox sandbox = new WechatSandbox(development, app.vertx, inbox, app.clock, templates);
        return sandbox.start(0)
                .map(started -> new Outside(
                        new WechatGateway(app.vertx, settings.sandbox() ? started.settings() : settings.settings()),
                        app.config.sms().development()
                                ? new DevelopmentSmsProvider(development, inbox)
                                : app.config.sms().open(app.vertx, app.clock),
                        Optional.of(new Sandbox(
                                development, started, inbox, new DevelopmentPages(development, started, inbox)))));
    }

    /** The openid behind a wx.login code; 401 when the code is no good, 503 when WeChat is out of reach. */
    Future<String> openid(String code) {
        return wechat.session(code).map(WechatSession::openid).recover(failure -> {
            boolean codeIsBad = failure instanceof WechatFailure wechatFailure
                    && (wechatFailure.kind() == WechatFailure.Kind.INVALID_CODE
                            || wechatFailure.kind() == WechatFailure.Kind.BLOCKED_USER);
            return Future.failedFuture(
                    codeIsBad
                            ? AppException.unauthenticated("wechat-code-invalid")
                            : AppException.unavailable("wechat-unavailable", java.time.Duration.ofSeconds(10)));
        });
    }

    /** The number behind a phone button's code; 422 when the code is no good, 503 when WeChat gives none. */
    Future<String> phoneNumber(String code) {
        return wechat.phoneNumber(code)
                .recover(failure -> Future.failedFuture(
                        failure instanceof WechatFailure wechatFailure
                                        && wechatFailure.kind() == WechatFailure.Kind.INVALID_CODE
                                ? AppException.unprocessable("wechat-phone-unread")
                                : AppException.unavailable("wechat-unavailable", java.time.Duration.ofSeconds(10))));
    }

    Future<Void> close() {
        return wechat.close()
                .otherwiseEmpty()
                .compose(closed -> sms.close())
                .otherwiseEmpty()
                .compose(closed -> sandbox.isPresent() ? sandbox.get().wechat().close() : Future.succeededFuture());
    }
}
