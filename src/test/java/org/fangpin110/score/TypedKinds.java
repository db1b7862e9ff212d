package org.fangpin110.score;

/** As keyboards, forms, maps, cameras and old habits write. */
final class TypedKinds extends Kinds {
    private final Spelling spelling = new Spelling();

    TypedKinds() {
        kind(
                "wechat_location",
                s -> clear(
                        s,
                        s.province.name()
                                + s.league.name()
                                + s.banner.name()
                                + s.town()
                                + s.official()
                                + s.any("(乡道西50米)", "(111国道北120米)", "(村部旁)", "(X309东侧)")));
        kind(
                "map_poi",
                s -> clear(s, s.said() + s.any("卫生室", "文化活动广场", "便民超市", "党群服务中心") + "(" + s.head() + s.town() + ")"));
        kind(
                "postal_form",
                s -> clear(
                        s,
                        "邮编137600 " + s.province.name() + s.league.name() + s.banner.name() + s.town() + s.said()
                                + "3组 包某 收 13812345678"));
        kind(
                "courier_form",
                s -> clear(
                        s,
                        "收件人：白某\n电话：15048200000\n所在地区：" + s.province.name() + s.league.name() + s.banner.name()
                                + s.town() + "\n详细地址：" + s.said() + "12号"));
        kind(
                "id_card_form",
                s -> clear(
                        s,
                        "住址 " + s.province.name() + s.banner.name() + s.town() + s.said() + "1组"
                                + s.any("058号", "102号附1号")));
        kind("bracketed_township", s -> clear(s, s.head() + s.said() + "（" + s.town() + "）"));
        kind("slashes", s -> unsure(s, s.head() + "/" + s.township.shortName() + "/" + s.village.shortName() + "/3"));
        kind(
                "spaces_everywhere",
                s -> clear(s, Spelling.spaced(s.head() + s.town() + s.said(), s.any(" ", "·", "\n"))));
        kind("emoji_between", s -> clear(s, s.head() + "😭" + s.town() + "🙏" + s.said() + "❗❗"));
        kind("traditional_characters", s -> clear(s, spelling.traditional(s.head() + s.town() + s.said())));
        kind("pinyin_left_in_village", s -> {
            String name = spelling.oneSyllableInLetters(s.village.shortName(), s.random);
            return name.length() < 4 || s.village.shortName().length() < 3
                    ? unsure(s, s.head() + s.town() + s.plain(name))
                    : clear(s, s.head() + s.town() + s.plain(name));
        });
        kind(
                "pinyin_left_in_township",
                s -> clear(
                        s,
                        s.head()
                                + spelling.oneSyllableInLetters(s.township.shortName(), s.random)
                                + s.township.suffix()
                                + s.said()));
        kind("all_pinyin", s -> unsure(s, spelling.letters(s.banner.name() + " " + s.town() + " " + s.said())));
        kind(
                "banner_in_latin",
                s -> clear(s, spelling.letters(s.banner.shortName()) + " hoshuu " + s.town() + s.said()));
        kind(
                "banner_in_cyrillic",
                s -> s.bannerAlone() ? clear(s, "Өвөр Монгол, Жалайд хошуу " + s.town() + s.said()) : null);
        kind("village_homophone", s -> {
            String name = spelling.homophone(s.village.shortName(), s.random);
            return distorted(s, name, s.head() + s.town() + s.plain(name));
        });
        kind("village_swapped", s -> {
            String name = Spelling.swapped(s.village.shortName(), s.random);
            return distorted(s, name, s.head() + s.town() + s.plain(name));
        });
        kind("village_char_doubled", s -> {
            String name = Spelling.doubled(s.village.shortName(), s.random);
            return distorted(s, name, s.head() + s.town() + s.plain(name));
        });
        kind("village_char_lost", s -> {
            String name = Spelling.lost(s.village.shortName(), s.random);
            return name.length() < 3 ? null : distorted(s, name, s.head() + s.town() + s.plain(name));
        });
        kind("township_homophone_village_swapped", s -> {
            String name = Spelling.swapped(s.village.shortName(), s.random);
            return unsure(
                    s,
                    s.head()
                            + spelling.homophone(s.township.shortName(), s.random)
                            + s.township.suffix()
                            + s.plain(name));
        });
        kind("township_homophone", s -> {
            String town = spelling.homophone(s.township.shortName(), s.random);
            return town.length() < 3
                    ? unsure(s, s.head() + town + s.township.suffix() + s.said())
                    : clear(s, s.head() + town + s.township.suffix() + s.said());
        });
        kind(
                "gacha_mistyped",
                s -> s.village.suffix().startsWith("嘎查")
                        ? clear(s, s.head() + s.town() + s.village.shortName() + s.any("嘎察", "噶查", "嘎叉", "嘎渣", "尕查"))
                        : null);
        kind(
                "sumu_mistyped",
                s -> s.town().endsWith("苏木")
                        ? clear(s, s.head() + s.township.shortName() + s.any("苏目", "苏牧", "苏穆") + s.said())
                        : null);
        kind(
                "township_without_type",
                s -> clear(s, s.head() + s.township.shortName() + s.any("", " ", "，") + s.said()));
        kind(
                "both_bare",
                s -> s.clearInBanner(s.village.shortName())
                                && s.township.shortName().length() >= 2
                        ? clear(s, s.head() + s.township.shortName() + s.any("", " ") + s.village.shortName())
                        : unsure(s, s.head() + s.township.shortName() + s.village.shortName()));
        kind("banner_twice", s -> clear(s, s.banner.name() + s.banner.name() + s.town() + s.said()));
        kind(
                "everything_twice",
                s -> clear(s, s.banner.name() + s.town() + s.banner.name() + s.town() + s.said() + s.said()));
        kind(
                "small_first",
                s -> clear(s, "3组，" + s.said() + "，" + s.town() + "，" + s.banner.name() + "，" + s.league.name()));
        kind(
                "wrong_league",
                s -> clear(s, s.any("赤峰市", "通辽市", "兴安盟", "呼伦贝尔市", "锡林郭勒盟") + s.banner.name() + s.town() + s.said()));
        kind(
                "banner_without_type",
                s -> s.banner.shortName().length() < 3 ? null : clear(s, s.banner.shortName() + s.town() + s.said()));
        kind("phone_inside", s -> clear(s, "13947812345 " + s.head() + s.town() + s.said() + " 电话同上"));
        kind(
                "commune_words",
                s -> s.community()
                        ? null
                        : clear(
                                s,
                                s.head() + s.township.shortName() + "公社" + s.village.shortName() + "大队"
                                        + s.any("", "五队", "第三生产队")));
        kind(
                "committee_opposite",
                s -> s.community()
                        ? null
                        : clear(s, s.head() + s.town() + s.village.shortName() + "村委会" + s.any("对过", "院里", "办公室后身")));
    }
}
