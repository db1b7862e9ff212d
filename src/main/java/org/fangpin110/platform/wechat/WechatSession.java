package org.fangpin110.platform.wechat;

/**
 * Who a login code stood for.
 *
 * @param unionid the same person across mini-programs of one owner; null when WeChat gives none
 */
public record WechatSession(String openid, String sessionKey, String unionid) {
    /** Shows nobody. */
    @Override
    public String toString() {
        return "WechatSession[hidden]";
    }
}
