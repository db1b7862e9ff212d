package org.fangpin110.screening;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what cannot wait in plain words, as people of the north-east write them, clause by clause. A denial ("不缺吃", "没有断粮"),
 * a time long past ("去年没吃的") and animals ("羊没吃的") are no alarm; a worry about tomorrow is one. For self-harm and violence
 * neither denial nor past counts: whoever writes of it is called. In doubt it is urgent: a call too many costs minutes.
 */
final class UrgentWords {
    private static final String CLAUSE_ENDS = "，。！？；,!?;\n\r";

    private static final Map<Distress, Pattern> WORDS = new EnumMap<>(Map.of(
            Distress.NO_FOOD,
            words(
                    "断(了)?粮|断(了)?顿|断(了)?炊|揭不开锅|没米下锅|没吃没喝|缺吃少[穿喝]|(?<!不)缺吃的|吃了?上顿没下顿",
                    "[没无](有)?(啥|什么|东西|一点|口|任何|一口)?(可)?吃的|[没无](有)?(东西|饭|粮|粮食)(可)?吃(?!药)",
                    "没(有)?(粮食?|米|面|米面|吃喝)(了|下锅|$)|(粮食?|(?<![苞玉])米面?|米缸|面缸)(都|也|全|已经|快|早)*(没了|没有了|吃没|吃光|吃完|光了|完了|空了|见底)",
                    "吃不上(一口)?(饭|东西)|吃不起饭|没饭(吃|了|$)|(天|顿)(都|也)?没(有)?(吃|进)(上|着|过|到)?(饭|东西|一口|食|$|了)",
                    "饿(了|着)?[一二两三四五六七八九十几好多\\d]+(个)?(天|顿)|[快要](饿死|饿昏|饿晕)|饿得|饿昏|饿晕|挨饿|饿着肚子|饿肚子"),
            Distress.NO_MEDICINE,
            words(
                    "断(了)?药|停(了)?药|没(有)?药(吃|用|可|了|$)|(?<![农火兽弹打炸])药(都|也|已经|早|全)*(断|停|吃没|吃完|吃光|没)了",
                    "没(有)?钱(再)?(去)?(买|拿|抓|开|打|吃)(药|针|胰岛素)|(买|吃|用)不起(药|胰岛素|救命药)|没(有)?(胰岛素|氧气|救命药)",
                    "没(有)?钱(再)?(做|去)?透析|透析(都|也)?(停|断|做不)(了|起|上)|病危|大出血|昏迷不醒|喘不上(来)?气|(人|妈|爸|老人|孩子)快不行了"),
            Distress.NO_SHELTER,
            words(
                    "没(有)?(个)?(地方|地儿|地|处|房|房子|屋|家|窝)(可)?(住|睡|安身|去$|回$)|无家可归|无处(可)?(住|去|安身)|露宿|住不了人",
                    "(睡|住)(在)?(大街|马路|街上|路边|桥洞|外头|外面|外边|露天|车站|牛棚|羊圈|草垛)",
                    "(?<![仓厂库机凉牛羊鸡猪])(房|屋)子?(全|都|整个|也|就|已经|又)*((让|被|叫).{1,6})?(塌了(?!一块|个角|一角|半边|半截)|倒了|烧没|烧光|烧毁|烧落架|烧了|冲走|冲没|冲垮|冲倒)",
                    "[被让叫].{0,4}[撵赶轰]出(来|去|家|门|屋)|[快要]冻死|冻得(不行|受不了|发抖|直哆嗦)|冻坏了"),
            Distress.SELF_HARM,
            words(
                    "不想(再)?活|(?<!生)活不下去|活够了|活腻|不如死|死了(算|得|拉倒|利索|干净)|想死(?!你|他|她|我|个)|寻死|寻短|自杀|轻生|自尽|自残",
                    "了结(自己|此生|这辈子|这条命|生命|算)|[喝吃]了?(农药|百草枯|敌敌畏|安眠药|耗子药|老鼠药)|上吊|跳(楼|井|河|桥)|割腕|遗书",
                    "活着(也|还|真|都)*(没|有啥|有什么)(啥|什么)*(意思|劲|意义|用|盼头)|不如(一)?(死|走)了|(逼|走|往)(上|到)?绝路|没(有)?活路|离开这个世界|一了百了"),
            Distress.VIOLENCE,
            words(
                    "家暴|家庭暴力|虐待|殴打|毒打|猥亵|性侵|强奸|强暴|拘禁|往死里(打|揍)",
                    "(老打|总打|天天打|又打|经常打|动手打|喝酒.{0,4}打|喝多.{0,4}打|打骂|揍|掐|踹)(我|俺|她|他妈|人|孩子|老人|娘俩)(?!的?电话|手机)",
                    "(丈夫|老公|男人|对象|儿子|公公|婆婆|父亲|我爸|他爸|后爹|继父|爷们)(喝.{0,4})?(老|总|又|还|就)?(打|揍|掐|踹)(我|俺|她|孩子|人|我妈)(?!的?电话|手机)",
                    "[被让叫].{0,6}(打伤|打坏|打得|打残|砍)|不让(我|俺)?出门|锁在(屋|家|院)"),
            Distress.TRAPPED,
            words(
                    "被困(?!难|扰)|困在|(人|屋|家|村|路|都)出不(去|来)|出不(去|来)(屋|门|村|了)|大雪封(门|山|路|村)|封在(山|屋|家|村)",
                    "(洪水|大水|水|河水|山洪).{0,4}(围|进屋|进院|上炕|[漫淹涨没](到|过|进)了?(屋|炕|门|窗|腰|胸|院|膝))|[被让叫](洪?水|雪)(围|困|截)",
                    "煤气中毒|(正|正在|还在)着火|着火了|埋在|压在(底下|下面)|(人|孩子|老人|老伴|我妈|我爸).{0,2}(走丢|走失|失踪)")));

    /** Every match of a kind's words holds one of these; looking for them is far cheaper than matching. */
    private static final byte[] MARKS = marks(Map.of(
            Distress.NO_FOOD, "粮顿炊锅饭吃饿米面",
            Distress.NO_MEDICINE, "药针胰氧透危血昏喘快",
            Distress.NO_SHELTER, "住睡归处身露塌倒烧冲撵赶轰冻去回",
            Distress.SELF_HARM, "活死杀轻尽残短结药枯敌吊跳腕遗如路界百",
            Distress.VIOLENCE, "暴虐殴毒打揍掐踹猥侵奸禁砍锁门",
            Distress.TRAPPED, "困出封围水洪雪煤火埋压丢失截"));

    /** What a match of a kind's words can begin with; trying only there is far cheaper than everywhere. */
    private static final byte[] BEGINNINGS = beginnings();

    private static final Set<Distress> ALWAYS = EnumSet.of(Distress.SELF_HARM, Distress.VIOLENCE);

    /** Right before the words: it is not so. */
    private static final Pattern DENIED =
            Pattern.compile("(不|不至于|不会|不是|并非|没有|没到|没|还没|未|不用|不愁|不怕|不担心|谈不上|算不上)(让|到|出现|发生|再|挨|有|人)?$");

    private static final Pattern LONG_PAST = Pattern.compile(
            "去年|前年|前些年|前几年|早年|早些年|早先|以前|从前|过去|小时候|当年|那年|那时|那会儿|年轻时|曾经|旧社会|困难时期|(19|20)\\d\\d年|[五六七八九]几?[零十]?年");
    private static final Pattern NOW = Pattern.compile("现在|如今|眼下|至今|今天|今儿|这几天|这两天|又|还是|仍|一直|到这|马上|已经");

    private static final Pattern ANIMAL = Pattern.compile("羊|牛|马(?!上|路)|猪|鸡|鸭|鹅|驴|骡|骆驼|牲口|牲畜|草料|苞米|庄稼");
    private static final Pattern PERSON =
            Pattern.compile("人|孩子|老人|老伴|我|俺|咱|他|她|爸|妈|爹|娘|奶|爷|姥|媳妇|丈夫|儿子|女儿|姑娘|孙|娃|家里|全家");

    private static final Pattern PLEA = Pattern.compile("救命(?!钱|恩|稻草)|救救|求救(?!助|济)");

    private UrgentWords() {}

    /** Asks to be saved without saying from what: never noise, though not an alarm by itself. */
    static boolean plea(String text) {
        return text.indexOf('救') >= 0
                && PLEA.matcher(text.replaceAll("\\s+", "")).find();
    }

    static Set<Distress> in(String text) {
        Set<Distress> found = EnumSet.noneOf(Distress.class);
        StringBuilder clause = new StringBuilder();
        int marks = 0;
        for (int i = 0; i <= text.length(); i++) {
            char next = i < text.length() ? text.charAt(i) : '\n';
            if (CLAUSE_ENDS.indexOf(next) >= 0) {
                if (marks != 0) {
                    look(clause.toString(), marks, found);
                }
                clause.setLength(0);
                marks = 0;
            } else if (!isInvisible(next)) {
                clause.append(next);
                marks |= MARKS[next];
            }
        }
        return found;
    }

    private static boolean isInvisible(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private static void look(String clause, int marks, Set<Distress> found) {
        for (Distress kind : Distress.values()) {
            if ((marks & 1 << kind.ordinal()) != 0 && !found.contains(kind) && says(clause, kind, WORDS.get(kind))) {
                found.add(kind);
            }
        }
    }

    private static boolean says(String clause, Distress kind, Pattern words) {
        Matcher hit = words.matcher(clause).useTransparentBounds(true).useAnchoringBounds(false);
        for (int at = 0; at < clause.length(); at++) {
            if ((BEGINNINGS[clause.charAt(at)] & 1 << kind.ordinal()) == 0
                    || !hit.region(at, clause.length()).lookingAt()) {
                continue;
            }
            String before = clause.substring(0, at);
            at = hit.end() - 1;
            if (ALWAYS.contains(kind)
                    ? !onlyAnimals(before)
                    : !DENIED.matcher(before).find() && !longPast(clause) && !onlyAnimals(before)) {
                return true;
            }
        }
        return false;
    }

    private static boolean longPast(String clause) {
        return LONG_PAST.matcher(clause).find() && !NOW.matcher(clause).find();
    }

    private static boolean onlyAnimals(String before) {
        return ANIMAL.matcher(before).find() && !PERSON.matcher(before).find();
    }

    private static Pattern words(String... alternatives) {
        return Pattern.compile(String.join("|", alternatives));
    }

    private static byte[] marks(Map<Distress, String> characters) {
        byte[] marks = new byte[Character.MAX_VALUE + 1];
        characters.forEach(
                (kind, all) -> all.chars().forEach(mark -> marks[mark] = (byte) (marks[mark] | 1 << kind.ordinal())));
        return marks;
    }

    /** No alternative begins with a wildcard, so a match begins with a character that its words hold. */
    private static byte[] beginnings() {
        byte[] beginnings = new byte[Character.MAX_VALUE + 1];
        WORDS.forEach((kind, words) -> words.pattern().chars().forEach(c -> {
            Matcher first = words.matcher(String.valueOf((char) c));
            if (first.lookingAt() || first.hitEnd()) {
                beginnings[c] = (byte) (beginnings[c] | 1 << kind.ordinal());
            }
        }));
        return beginnings;
    }
}
