package org.fangpin110.platform.wechat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import me.chanjar.weixin.common.error.WxError;

/** A call to WeChat that did not do what was asked. Its message is safe to log: no openid, no token, no text. */
public final class WechatFailure extends RuntimeException {
    /** What the caller can do about it. */
    public enum Kind {
        /** The login or phone code is wrong, spent or too old: ask the phone for a new one. */
        INVALID_CODE,
        /** The person refused, or no consent is left: go to the next channel. Normal. */
        REFUSED,
        /** WeChat does not know this person: go to the next channel. */
        BAD_OPENID,
        /** Template, field, page or account is wrong: alarm, do not repeat, go to the next channel. */
        OUR_FAULT,
        /** Too many calls: later. */
        QUOTA,
        /** WeChat does not accept this server's address: alarm; login is down too. */
        NOT_WHITELISTED,
        /** WeChat blocks this person's login. */
        BLOCKED_USER,
        /** Too many calls of ours are waiting already: nothing was sent. */
        BUSY,
        /** WeChat or the network is down and nothing was done: later. */
        UNAVAILABLE,
        /** The request may have arrived, no answer did: repeating it might tell twice. */
        UNKNOWN
    }

    private static final Pattern FIELD = Pattern.compile("data\\.([a-z_]{1,20}\\d{0,3})\\.");
    private static final Pattern ADDRESS = Pattern.compile("invalid ip ([0-9a-fA-F.:]{3,45})");

    private final Kind kind;
    private final int errcode;

    WechatFailure(Kind kind, int errcode, String detail) {
        super(kind + " " + errcode + (detail.isEmpty() ? "" : ", " + detail), null, false, false);
        this.kind = kind;
        this.errcode = errcode;
    }

    public Kind kind() {
        return kind;
    }

    /** WeChat's own number; 0 when WeChat gave none. */
    public int errcode() {
        return errcode;
    }

    static WechatFailure of(WxError error) {
        return new WechatFailure(kindOf(error.getErrorCode()), error.getErrorCode(), detailOf(error));
    }

    /** WxJava wraps what the network did, and lets what it cannot parse escape as it comes. */
    static WechatFailure of(RuntimeException failure) {
        Throwable innermostNetwork = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Wire.AnswerLost) {
                return new WechatFailure(Kind.UNKNOWN, 0, "no answer");
            }
            if (cause instanceof Wire.BadStatus status) {
                return new WechatFailure(Kind.UNAVAILABLE, 0, "HTTP " + status.code());
            }
            if (cause instanceof IOException || cause instanceof InterruptedException) {
                innermostNetwork = cause;
            }
        }
        return innermostNetwork == null
                ? new WechatFailure(Kind.UNKNOWN, 0, "unreadable answer")
                : new WechatFailure(
                        Kind.UNAVAILABLE, 0, innermostNetwork.getClass().getSimpleName());
    }

    private static Kind kindOf(int errcode) {
        return switch (errcode) {
            case 40029, 40163 -> Kind.INVALID_CODE;
            case 43101 -> Kind.REFUSED;
            case 40003 -> Kind.BAD_OPENID;
            case 45009, 45011 -> Kind.QUOTA;
            case 40164 -> Kind.NOT_WHITELISTED;
            case 40226 -> Kind.BLOCKED_USER;
            // a token that is still refused after one renewal: somebody else renews it under us
            case -1, -99, 40001, 40014, 42001 -> Kind.UNAVAILABLE;
            default -> Kind.OUR_FAULT;
        };
    }

    /** Only the two details worth having; WeChat's own words may repeat what we sent. */
    private static String detailOf(WxError error) {
        String said = error.getErrorMsgEn() == null ? "" : error.getErrorMsgEn();
        Matcher field = FIELD.matcher(said);
        if (field.find()) {
            return "field " + field.group(1);
        }
        Matcher address = ADDRESS.matcher(said);
        return address.find() ? "address " + address.group(1) : "";
    }
}
