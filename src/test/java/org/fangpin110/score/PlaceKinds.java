package org.fangpin110.score;

import java.util.List;
import org.fangpin110.unit.Unit;

/** More than one place in a sentence, hamlets, other counties: which one is meant must be understood, not only found. */
final class PlaceKinds extends Kinds {
    private static final List<String> HAMLETS = List.of("敖包艾里", "王家窝棚", "前甸子屯", "西沟屯", "苇塘", "老房身", "北井子屯");

    PlaceKinds(List<Unit> countiesElsewhere) {
        kind("registered_here_lives_there", s -> {
            Unit other = s.otherInBanner();
            return other == null
                    ? null
                    : clear(
                            s,
                            "户口在" + s.head() + s.town() + s.said() + "，" + s.any("现在住", "人住在", "现居") + town(s, other)
                                    + other.name());
        });
        kind("lives_there_registered_here", s -> {
            Unit other = s.otherInBanner();
            return other == null
                    ? null
                    : clear(
                            s,
                            s.any("现住", "人在", "租房住在") + town(s, other) + other.name() + "，"
                                    + s.any("户口在", "户籍是", "户口还在") + s.head() + s.town() + s.said());
        });
        kind("mother_registered_elsewhere", s -> {
            Unit other = s.otherInBanner();
            return other == null
                    ? null
                    : unsure(s, "我家在" + s.head() + s.town() + s.said() + "，我妈户口在" + town(s, other) + other.name());
        });
        kind("not_a_but_b", s -> {
            Unit other = s.otherInTownship();
            return other == null
                    ? null
                    : clear(
                            s,
                            s.head()
                                    + s.town()
                                    + s.any("不是", "可不是", "并非")
                                    + other.name()
                                    + s.any("是", "，是", "，而是")
                                    + s.said());
        });
        kind("b_not_a", s -> {
            Unit other = s.otherInTownship();
            return other == null
                    ? null
                    : clear(s, s.head() + s.town() + s.said() + "，不是" + other.name() + s.any("", "那个", "的"));
        });
        kind("between_two", s -> {
            Unit other = s.otherInTownship();
            return other == null
                    ? null
                    : person(s, s.head() + s.town() + s.said() + "和" + other.name() + s.any("中间", "之间", "交界的地方"));
        });
        kind("two_side_by_side", s -> {
            Unit other = s.otherInTownship();
            return other == null
                    ? null
                    : person(s, s.head() + s.town() + s.said() + s.any("", "、", " ", s.town()) + other.name());
        });
        kind("a_merged_into_b", s -> {
            Unit other = s.otherInTownship();
            return other == null
                    ? null
                    : clear(
                            s,
                            s.head()
                                    + s.town()
                                    + s.any("原", "原来的", "以前的")
                                    + other.name()
                                    + s.any("现在并到", "，现并入", "合并到")
                                    + s.said());
        });
        kind("b_formerly_a", s -> {
            Unit other = s.otherInTownship();
            return other == null
                    ? null
                    : clear(s, s.head() + s.town() + s.said() + s.any("（原", "(以前叫", "，原") + other.name() + ")");
        });
        kind("township_formerly_other", s -> {
            Unit other = s.otherTownship();
            return other == null ? null : unsure(s, s.head() + s.town() + "（原" + other.name() + "）" + s.said());
        });
        kind("moved_from_a_to_b", s -> {
            Unit other = s.otherInTownship();
            return other == null
                    ? null
                    : person(s, s.head() + s.town() + "从" + other.name() + s.any("搬到", "嫁到", "迁到") + s.said());
        });
        kind("two_families", s -> {
            Unit other = s.otherInTownship();
            return other == null ? null : person(s, s.head() + s.town() + "娘家" + other.name() + "，婆家" + s.said());
        });
        kind(
                "hamlet_under_village",
                s -> clear(s, s.head() + s.town() + s.said() + HAMLETS.get(s.random.nextInt(HAMLETS.size()))));
        kind("hamlet_named_like_a_village_under_village", s -> {
            Unit other = s.otherInBanner();
            return other == null
                    ? null
                    : clear(s, s.head() + s.town() + s.said() + other.shortName() + s.any("屯", "艾里", "组", "小队"));
        });
        kind("hamlet_named_like_a_village_alone", s -> {
            Unit other = s.otherInBanner();
            return other == null || !s.clearIn(other.shortName()) || s.isPhrase(other)
                    ? null
                    : person(s, s.head() + s.town() + other.shortName() + s.any("屯", "艾里", "小队"));
        });
        kind("hamlet_alone", s -> {
            String hamlet = HAMLETS.get(s.random.nextInt(HAMLETS.size()));
            return s.isHamletOfVillage(hamlet) ? null : person(s, s.head() + s.town() + hamlet);
        });
        kind("village_under_wrong_township", s -> {
            Unit other = s.otherTownship();
            return other == null || s.isNameIn(other) ? null : unsure(s, s.head() + other.name() + s.said());
        });
        kind("village_that_does_not_exist", s -> {
            String name = s.any("永不存在", "青龙背", "四道弯子", "玉米地", "幸福里");
            return s.isHamletOfVillage(name) ? null : person(s, s.head() + s.town() + name + s.any("村", "嘎查"));
        });
        kind("same_village_in_other_county", s -> {
            Unit county = countiesElsewhere.get(s.random.nextInt(countiesElsewhere.size()));
            return s.served.contains(county.code())
                            || s.served.contains(s.province.code())
                                    && county.code().startsWith("15")
                    ? null
                    : transfer(county, s.any("", "家在") + fullName(s, county) + s.said());
        });
        kind("same_township_in_other_county", s -> {
            Unit county = countiesElsewhere.get(s.random.nextInt(countiesElsewhere.size()));
            return s.served.contains(county.code())
                            || s.served.contains(s.province.code())
                                    && county.code().startsWith("15")
                    ? null
                    : transfer(county, fullName(s, county) + s.town() + s.said());
        });
        kind(
                "block_and_stair",
                s -> s.community()
                        ? clear(s, s.head() + s.town() + s.said() + s.any("3号楼2单元501室", "平房12排6号", "某某小区8栋"))
                        : null);
        kind(
                "community_district_left_out",
                s -> s.community() && s.banner.name().endsWith("区")
                        ? unsure(s, s.league.name() + s.town() + s.said())
                        : null);
        kind("farm_unit", s -> s.township.suffix().isEmpty() ? unsure(s, s.head() + s.town() + s.said()) : null);
        kind("farm_bare", s -> s.township.suffix().isEmpty() ? unsure(s, s.town() + s.village.shortName()) : null);
        kind(
                "league_and_short_banner",
                s -> shortBanner(s) == null
                        ? null
                        : clear(s, s.league.shortName() + shortBanner(s) + s.town() + s.said()));
        kind("new_or_old_before_name", s -> {
            String before = s.any("新", "老", "大", "东");
            return s.isVillageThere(before + s.village.shortName())
                    ? null
                    : unsure(s, s.head() + s.town() + before + s.said());
        });
        kind(
                "school_of_village",
                s -> unsure(s, s.head() + s.town() + s.village.shortName() + s.any("小学旁边", "完小", "敬老院后院")));
    }

    private static String town(Spot spot, Unit village) {
        return spot.units.parent(village).map(Unit::name).orElse("");
    }

    /** With its province when that is another one. */
    private static String fullName(Spot spot, Unit county) {
        return spot.units.find(county.code()).isPresent() && county.code().startsWith("15")
                ? spot.units.parent(county).map(Unit::name).orElse("") + county.name()
                : county.name();
    }

    /** 科尔沁左翼后旗 is 科左后旗 to everybody, 翁牛特旗 is 翁旗. */
    private static String shortBanner(Spot spot) {
        String name = spot.banner.name();
        if (name.matches("..+[左右东西][翼]?[前中后旗].*旗?") && name.length() > 4 && name.contains("翼")) {
            int wing = name.indexOf('翼');
            return name.charAt(0) + name.substring(wing - 1, wing) + name.substring(wing + 1);
        }
        return name.endsWith("旗") && !name.contains("自治") && name.length() == 4 ? name.charAt(0) + "旗" : null;
    }
}
