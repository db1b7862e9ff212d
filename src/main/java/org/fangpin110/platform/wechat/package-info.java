/**
 * Speaks with WeChat: login codes, phone codes, subscribe messages and text checks, over WxJava on worker threads of its own.
 * Knows neither reports nor cases, keeps nothing, and never shows an openid, a token or a text in a message or a log.
 * Start reading at {@link org.fangpin110.platform.wechat.WechatGateway}.
 */
package org.fangpin110.platform.wechat;
