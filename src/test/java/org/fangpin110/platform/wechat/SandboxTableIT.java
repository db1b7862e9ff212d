package org.fangpin110.platform.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.bean.security.WxMaMediaSecCheckCheckRequest;
import cn.binarywang.wx.miniapp.bean.urllink.GenerateUrlLinkRequest;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.List;
import me.chanjar.weixin.common.error.WxErrorException;
import org.fangpin110.sandbox.DevelopmentProfile;
import org.fangpin110.sandbox.Inbox;
import org.fangpin110.sandbox.SandboxTemplate;
import org.fangpin110.sandbox.WechatSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The calls the gateway does not offer yet: WxJava itself understands the sandbox's answers. */
@ExtendWith(VertxExtension.class)
class SandboxTableIT {
    @Test
    void wxJavaReadsEveryOtherAnswer(Vertx vertx) throws WxErrorException {
        DevelopmentProfile development = new DevelopmentProfile(false);
        InstantSource clock = InstantSource.system();
        SandboxTemplate template = new SandboxTemplate("T1", "办理进度通知", "事项:{{thing1.DATA}}\n");
        WechatSandbox sandbox = new WechatSandbox(
                        development, vertx, new Inbox(development, clock), clock, List.of(template))
                .start(0)
                .await();
        WechatSettings settings = sandbox.settings();

        WxMaService wechat = new StrictWxMaService(settings, Wire.client(settings));

        assertThat(wechat.getSubscribeService().getTemplateList())
                .singleElement()
                .satisfies(found -> assertThat(found.getContent()).isEqualTo(template.content()));
        assertThat(wechat.getSubscribeService().getCategory()).hasSize(1);
        assertThat(wechat.getJsapiService().getJsapiTicket()).isNotEmpty();
        assertThat(wechat.getLinkService()
                        .generateUrlLink(GenerateUrlLinkRequest.builder()
                                .path("pages/case/detail")
                                .build()))
                .startsWith("https://");
        assertThat(wechat.getSecurityService()
                        .mediaCheckAsync(WxMaMediaSecCheckCheckRequest.builder()
                                .mediaUrl("https://x/y.jpg")
                                .mediaType(2)
                                .version(2)
                                .openid(sandbox.openid("zhang"))
                                .scene(1)
                                .build())
                        .getTraceId())
                .hasSize(32);
        assertThat(wechat.getInternetService()
                        .getUserEncryptKey(sandbox.openid("zhang"), "c2FuZGJveHNlc3Npb24xMQ==")
                        .getKeyInfoList())
                .hasSize(1);
    }
}
