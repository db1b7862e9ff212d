package org.fangpin110.routing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small words around names: what a village or township is called, what stands before a name and what after it. */
final class PlaceWords {
    /** What a suffix says about the unit that carries it. */
    enum Suffix {
        VILLAGE,
        GACHA,
        COMMUNITY,
        LIVING_AREA,
        NONE
    }

    record Found(Suffix suffix, int length) {
        static final Found NOTHING = new Found(Suffix.NONE, 0);
    }

    private static final Pattern VILLAGE_SUFFIX =
            Pattern.compile("(?<community>村?(?:社区居民委员会|社区居民委会|社区居委会|社区委员会|社区|居民委员会|居民委会|居委会))"
                    + "|(?<gacha>(?:嘎查|[嘎噶尕戛][查察叉渣茶差])(?:村民委员会|人民委员会|委员会|村委员会|村委会|委会|居委会|社区|村)?)"
                    + "|(?<living>(?:村)?生活区)"
                    + "|(?<village>村村民委员会|村村委会|村村民委会|村民委员会|村民委会|村委员会|村委会|村委|村(?!民(?:小组|组|的|们|家|$))|生产大队|大队)");
    /** Tried before the pattern: at nearly every place of a text none of them stands. */
    private static final String VILLAGE_SUFFIX_BEGINS = "村社居嘎噶尕戛生大";

    private static final String TOWNSHIP_SUFFIX_BEGINS = "街办民苏人公镇乡";
    private static final Pattern TOWNSHIP_SUFFIX =
            Pattern.compile("街道办事处|街道办|街道|办事处|民族乡|苏[木目牧穆沐]|人民公社|公社|镇(?=镇上|镇里|政府|街)|镇|乡");
    private static final Pattern TAIL = Pattern.compile(
            "第?[0-9零一二三四五六七八九十百两]+(?:村民)?(?:组|社|队|号|户|屯|委|街|巷|栋|单元|楼|小组|生产队|连|分场)"
                    + "|第?[0-9零一二三四五六七八九十]+$|[0-9]+"
                    + "|[东西南北前后中上下里外]{1,2}(?:头|边|面|侧|院|街|队|营|下坎|坎)"
                    + "|[东西南北前后中上下老新大小腰]{1,2}(?:屯|艾里|艾勒|爱里|窑|组)"
                    + "|(?:小学|中学|学校|卫生|诊所|供销|信用|粮|广场|敬老院|幸福院|医院|附近|旁边|对面|对过|隔壁|后身|道|桥|小卖|超市|大坝|水库|老住户|[这那](?:块|边|儿|里|头|疙|旮|嘎|一|个|的)|嘎达|疙瘩|旮旯|住|的|人$|家$|屯|组|艾里|独贵龙|一带|周围|街里|农村|乡下)");
    /** A name may begin after one of these: 在, 搁, 是 … never after 上, 老, 新, which begin names themselves. */
    private static final String BEFORE_NAMES = "的在住搁是咱们俺我他她它就到从去来于管属归叫有了呢啊呀户籍址为：";

    private static final Pattern BEFORE_NAMES_LONG = Pattern.compile(
            "(?:[俺我咱他她你娘婆]家|老家|原籍|户口|本人|我们|咱们|地址|家住|那边|这边|那头|这头|里头|下边|下面|上边|底下|旗里|镇上|镇里|乡里|附近|农村|叫做|家庭|位于|隶属|下属|下辖)$");

    private static final String BEFORE_NAMES_LONG_ENDS = "家籍口人们址住边头面上里近村做庭于属辖";

    private static final Pattern COMPANY = Pattern.compile("(?:农牧业发展)?(?:有限责任公司|有限公司|公司)");

    private PlaceWords() {}

    /** The longest suffix of a village-level name at this place. */
    static Found villageSuffixAt(CharSequence text, int index) {
        if (index >= text.length() || VILLAGE_SUFFIX_BEGINS.indexOf(text.charAt(index)) < 0) {
            return Found.NOTHING;
        }
        Matcher found = VILLAGE_SUFFIX.matcher(text).region(index, text.length());
        if (!found.lookingAt()) {
            return Found.NOTHING;
        }
        Suffix suffix = found.group("community") != null
                ? Suffix.COMMUNITY
                : found.group("gacha") != null
                        ? Suffix.GACHA
                        : found.group("living") != null ? Suffix.LIVING_AREA : Suffix.VILLAGE;
        return new Found(suffix, found.end() - index);
    }

    /** Length of 有限责任公司 … at this place, 0 for none: farms are companies today. */
    static int companyAt(CharSequence text, int index) {
        Matcher found = COMPANY.matcher(text).region(index, text.length());
        return found.lookingAt() ? found.end() - index : 0;
    }

    /** Length of 镇, 乡, 苏木, 公社, 街道 … at this place, 0 for none. */
    static int townshipSuffixAt(CharSequence text, int index) {
        if (index >= text.length() || TOWNSHIP_SUFFIX_BEGINS.indexOf(text.charAt(index)) < 0) {
            return 0;
        }
        Matcher found = TOWNSHIP_SUFFIX.matcher(text).region(index, text.length());
        return found.lookingAt() ? found.end() - index : 0;
    }

    /** Group, hamlet, house number, landmark: what lies below the village begins here. */
    static boolean tailAt(AddressText text, int index) {
        return text.breakAt(index)
                || TAIL.matcher(text.text()).region(index, text.length()).lookingAt();
    }

    static boolean isNumeral(char c) {
        return c >= '0' && c <= '9' || "零一二三四五六七八九十百".indexOf(c) >= 0;
    }

    /** What stands before this place is the name of a hamlet: a village nearly so called is another place. */
    static boolean hamletAt(String text, int index) {
        return text.startsWith("屯", index)
                || text.startsWith("小队", index)
                || text.startsWith("艾里", index)
                || text.startsWith("艾勒", index);
    }

    /** A name may begin here. */
    static boolean nameMayBeginAt(AddressText text, int index) {
        return text.breakAt(index)
                || BEFORE_NAMES.indexOf(text.charAt(index - 1)) >= 0
                || BEFORE_NAMES_LONG_ENDS.indexOf(text.charAt(index - 1)) >= 0
                        && BEFORE_NAMES_LONG
                                .matcher(text.text())
                                .region(Math.max(0, index - 3), index)
                                .find();
    }
}
