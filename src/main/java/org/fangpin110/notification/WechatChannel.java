package org.fangpin110.notification;

import io.vertx.core.Future;
import java.util.UUID;
import org.fangpin110.platform.wechat.SubscribeMessage;
import org.fangpin110.platform.wechat.WechatGateway;

/** Subscribe messages of the mini-program; each needs a consent given by a tap. */
final class WechatChannel implements Channel {
    private final WechatGateway gateway;
    private final Wording wording;
    private final String templateId;
    private final String page;

    /**
     * @param templateId WeChat's id of the template {@link MessageTemplate#CONSENT}
     * @param page what a tap opens, without leading slash; the report's id is appended
     */
    WechatChannel(WechatGateway gateway, Wording wording, String templateId, String page) {
        this.gateway = gateway;
        this.wording = wording;
        this.templateId = templateId;
        this.page = page;
    }

    @Override
    public MessageChannel kind() {
        return MessageChannel.WECHAT;
    }

    @Override
    public Future<Readiness> ready(Step step, Recipient recipient) {
        return Future.succeededFuture(
                recipient.consentOpen() ? new Readiness.Ready() : new Readiness.Absent("no-consent"));
    }

    @Override
    public Future<Answer.Taken> send(UUID messageId, Step step, Recipient recipient) {
        SubscribeMessage message = new SubscribeMessage(
                recipient.openid(), templateId, page + "?no=" + recipient.receiptNo(), wording.wechat(step, recipient));
        return gateway.sendSubscribeMessage(message).map(msgid -> new Answer.Taken("wechat", msgid));
    }

    @Override
    public boolean spendsConsent() {
        return true;
    }
}
