package org.fangpin110.score;

/** As people talk: to a phone that writes down what it hears, to a clerk, in dialect, with a story around the place. */
final class SpokenKinds extends Kinds {
    private static final String[] NAMES = {"张三", "王秀兰", "包那仁", "李小军", "白音都冷", "乌云其木格"};

    SpokenKinds() {
        kind(
                "voice_fillers",
                s -> clear(
                        s,
                        s.any("嗯", "那个", "喂你好", "唉") + s.any("我是", "我家是", "俺家在") + s.head() + "的" + s.town()
                                + s.any("那个", "的", "下边那个") + s.said() + s.any("的", "那块儿的", "啊", "吧")));
        kind(
                "voice_no_marks",
                s -> clear(s, "你好我叫" + s.any(NAMES) + "我家住在" + s.head() + s.town() + s.said() + "三组我爱人住院了花了不少钱"));
        kind(
                "polite_letter",
                s -> clear(s, "尊敬的领导：您好！我是" + s.head() + s.town() + s.said() + "村民" + s.any(NAMES) + "，家中有困难，望帮助。"));
        kind(
                "dialect_around",
                s -> clear(
                        s,
                        s.any("搁", "就在", "俺们是")
                                + s.head()
                                + s.town()
                                + s.any("那疙瘩", "那边", "底下")
                                + s.said()
                                + s.any("屯里", "住", "那旮沓")));
        kind(
                "kin_lives_there",
                s -> clear(
                        s,
                        s.any("我妈", "我父母", "我老舅", "我家老人", "我岳父") + "在" + s.head() + s.town() + s.said()
                                + s.any("住", "一个人过", "呢")));
        kind(
                "direction_from_town",
                s -> clear(s, s.head() + s.town() + s.any("往北十里", "东边五公里", "往西走二里地", "过了大桥") + s.said()));
        kind(
                "helper_reports",
                s -> clear(s, "代" + s.any(NAMES) + "上报，户籍" + s.head() + s.town() + s.said() + "，本人不会用手机"));
        kind(
                "grid_worker_shorthand",
                s -> clear(
                        s, s.head() + s.town() + "-" + s.said() + "-第" + s.any("一", "3", "五") + "网格-" + s.any(NAMES)));
        kind(
                "works_elsewhere",
                s -> unsure(s, s.head() + s.town() + s.said() + "的，现在在" + s.any("北京", "呼和浩特", "沈阳市", "大连") + "打工"));
        kind(
                "near_the_border",
                s -> unsure(s, s.head() + s.town() + s.said() + "，挨着" + s.any("突泉县", "扎鲁特旗", "龙江县", "开鲁县") + "那边"));
        kind("field_in_next_village", s -> {
            var other = s.otherInTownship();
            return other == null
                    ? null
                    : clear(s, "我是" + s.head() + s.town() + s.said() + "的，在" + other.name() + s.any("包地", "看病", "干活"));
        });
        kind(
                "numbers_in_words",
                s -> clear(s, s.head() + s.town() + s.said() + s.any("三社十二号", "第二村民小组", "幺三八零零幺三八零零零", "五组东头第三家")));
        kind(
                "only_the_village_said",
                s -> s.bannerAlone() && s.uniqueInBanner() && !s.community()
                        ? new Draft("我是" + s.said() + "的", WrittenAddress.Expected.ROUTE, s.village.code())
                        : null);
        kind("says_village_here", s -> person(s, s.head() + s.town() + s.any("村里", "我们村", "本村", "农村", "下边村里头", "村东头")));
        kind("story_first", s -> clear(s, "孩子上大学交不起学费，老伴常年吃药，地里收成不好，" + s.head() + s.town() + s.said()));
        kind(
                "english_visitor",
                s -> unsure(
                        s,
                        new Spelling().letters(s.village.shortName()) + " Village, "
                                + new Spelling().letters(s.township.shortName()) + " Town, Inner Mongolia"));
    }
}
