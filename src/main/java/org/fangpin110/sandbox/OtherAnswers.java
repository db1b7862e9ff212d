package org.fangpin110.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;

/** Calls whose answers depend on nothing: links, ranks, tickets. Real in form only. */
final class OtherAnswers {
    /** Path to what stands beside errcode 0. */
    static final Map<String, JsonObject> BY_POST = Map.of(
            "/wxa/media_check_async", new JsonObject().put("trace_id", "5a6db0c65a6db0c65a6db0c65a6db0c6"),
            "/wxa/img_sec_check", new JsonObject(),
            "/wxa/generate_urllink", new JsonObject().put("url_link", "https://wxaurl.cn/sandbox"),
            "/wxa/generatescheme", new JsonObject().put("openlink", "weixin://dl/business/?t=sandbox"),
            "/wxa/genwxashortlink", new JsonObject().put("link", "#小程序://防贫监测110/sandbox"),
            "/wxa/getuserriskrank", new JsonObject().put("risk_rank", 0).put("unoin_id", 110), // WeChat spells it so
            "/wxa/business/getuserencryptkey",
                    new JsonObject().put("key_info_list", new JsonArray().add(encryptKey())));

    static final Map<String, JsonObject> BY_GET = Map.of(
            "/wxaapi/newtmpl/getcategory",
                    new JsonObject()
                            .put(
                                    "data",
                                    new JsonArray()
                                            .add(new JsonObject().put("id", 612).put("name", "政务民生"))),
            "/cgi-bin/ticket/getticket",
                    new JsonObject().put("ticket", UUID.randomUUID().toString()).put("expires_in", 7200));

    private OtherAnswers() {}

    private static JsonObject encryptKey() {
        return new JsonObject()
                .put("encrypt_key", "VI6BpyrK9XH4i4AIGe86tg==")
                .put("iv", "6003f73ec441c386")
                .put("version", 10)
                .put("expire_in", 3597)
                .put("create_time", 1616572301);
    }
}
