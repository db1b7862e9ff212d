package org.fangpin110.screening;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What advertisements say. One light sign alone is never enough: residents in trouble write of loans and of numbers to call. */
final class SpamSigns {
    /** @param marks every match of the words holds one of these; looking for them is far cheaper than matching */
    private record Words(Sign sign, String marks, Pattern words) {
        boolean in(String text) {
            return marks.chars().anyMatch(mark -> text.indexOf(mark) >= 0)
                    && words.matcher(text).find();
        }
    }

    private static final List<Words> WORDS = List.of(
            words(Sign.ACCOUNT, "信xX群qQ", "加?(微信|薇信|威信|v信|vx|wx|q群|qq)号?[:：\\s]*[a-z0-9_-]{5,}"),
            words(Sign.LOAN, "款", "(贷款|放款|借款).{0,4}(秒批|秒到|免审|当天到账|无需抵押)"),
            words(Sign.LINK, "/.", "https?://|www\\."),
            words(Sign.EASY_MONEY, "单赚", "刷单|网赚|躺赚"),
            words(Sign.JOB_OFFER, "职结代", "兼职|日结|招代理"),
            words(Sign.JOIN_GROUP, "码群微", "扫码|进群|加群|加微"),
            words(Sign.BUYABLE_FAVOUR, "办售让额", "(低价|代理|包过|内部).{0,2}(办理|代办|出售|转让|名额)"),
            words(Sign.FORGED_PAPER, "额过票证", "名额|包过|代开发票|办证"),
            words(Sign.GAMBLING, "利奖彩牌", "返利|中奖|博彩|彩金|棋牌"),
            words(Sign.NUMBER, "系询电", "(联系|咨询|致电|电话).{0,4}1[3-9]\\d{9}"));

    private SpamSigns() {}

    static Set<Sign> in(String text) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        for (Words words : WORDS) {
            if (words.in(text)) {
                signs.add(words.sign());
            }
        }
        return signs;
    }

    /** Whoever was cheated quotes the cheater. */
    static boolean quotesACheater(String text) {
        return text.contains("骗") || text.contains("上当");
    }

    private static Words words(Sign sign, String marks, String words) {
        return new Words(sign, marks, Pattern.compile(words, Pattern.CASE_INSENSITIVE));
    }
}
