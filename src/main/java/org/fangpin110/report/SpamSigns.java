package org.fangpin110.report;

import java.util.List;
import java.util.regex.Pattern;

/** Adds up what advertisements say. One sign alone is never enough: residents in trouble write of loans and of numbers to call. */
final class SpamSigns {
    /** @param marks every match of the words holds one of these; looking for them is far cheaper than matching */
    private record Sign(String marks, Pattern words, int weight) {
        boolean in(String text) {
            return marks.chars().anyMatch(mark -> text.indexOf(mark) >= 0)
                    && words.matcher(text).find();
        }
    }

    private static final List<Sign> SIGNS = List.of(
            sign(2, "信xX群qQ", "加?(微信|薇信|威信|v信|vx|wx|q群|qq)号?[:：\\s]*[a-z0-9_-]{5,}"),
            sign(2, "款", "(贷款|放款|借款).{0,4}(秒批|秒到|免审|当天到账|无需抵押)"),
            sign(1, "/.", "https?://|www\\."),
            sign(1, "单赚", "刷单|网赚|躺赚"),
            sign(1, "职结代", "兼职|日结|招代理"),
            sign(1, "码群微", "扫码|进群|加群|加微"),
            sign(1, "办售让额", "(低价|代理|包过|内部).{0,2}(办理|代办|出售|转让|名额)"),
            sign(1, "额过票证", "名额|包过|代开发票|办证"),
            sign(1, "利奖彩牌", "返利|中奖|博彩|彩金|棋牌"),
            sign(1, "系询电", "(联系|咨询|致电|电话).{0,4}1[3-9]\\d{9}"));

    private static final int ENOUGH = 2;

    private SpamSigns() {}

    static boolean in(String text) {
        // whoever was cheated quotes the cheater
        int score = text.contains("骗") || text.contains("上当") ? -2 : 0;
        for (Sign sign : SIGNS) {
            if (sign.in(text)) {
                score += sign.weight;
            }
        }
        return score >= ENOUGH;
    }

    private static Sign sign(int weight, String marks, String words) {
        return new Sign(marks, Pattern.compile(words, Pattern.CASE_INSENSITIVE), weight);
    }
}
