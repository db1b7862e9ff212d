package org.fangpin110.report;

import java.util.List;
import java.util.regex.Pattern;

/** Adds up what advertisements say. One sign alone is never enough: residents in trouble write of loans and of numbers to call. */
final class SpamSigns {
    private record Sign(Pattern words, int weight) {}

    private static final List<Sign> SIGNS = List.of(
            sign(2, "加?(微信|薇信|威信|v信|vx|wx|q群|qq)号?[:：\\s]*[a-z0-9_-]{5,}"),
            sign(2, "(贷款|放款|借款).{0,4}(秒批|秒到|免审|当天到账|无需抵押)"),
            sign(1, "https?://|www\\."),
            sign(1, "刷单|网赚|躺赚"),
            sign(1, "兼职|日结|招代理"),
            sign(1, "扫码|进群|加群|加微"),
            sign(1, "(低价|代理|包过|内部).{0,2}(办理|代办|出售|转让|名额)"),
            sign(1, "名额|包过|代开发票|办证"),
            sign(1, "返利|中奖|博彩|彩金|棋牌"),
            sign(1, "(联系|咨询|致电|电话).{0,4}1[3-9]\\d{9}"));
    /** Whoever was cheated quotes the cheater. */
    private static final Pattern VICTIM = Pattern.compile("骗|上当");

    private static final int ENOUGH = 2;

    private SpamSigns() {}

    static boolean in(String text) {
        int score = VICTIM.matcher(text).find() ? -2 : 0;
        for (Sign sign : SIGNS) {
            if (sign.words.matcher(text).find()) {
                score += sign.weight;
            }
        }
        return score >= ENOUGH;
    }

    private static Sign sign(int weight, String words) {
        return new Sign(Pattern.compile(words, Pattern.CASE_INSENSITIVE), weight);
    }
}
