/**
 * Development only: a stand-in for WeChat, an SMS provider that keeps what it is given, and the page that shows both.
 * Nothing here can be built without a {@link org.fangpin110.sandbox.DevelopmentProfile}, and that one refuses production.
 * Start reading at {@link org.fangpin110.sandbox.WechatSandbox}; its fault switches are in {@link org.fangpin110.sandbox.Fault}.
 */
package org.fangpin110.sandbox;
