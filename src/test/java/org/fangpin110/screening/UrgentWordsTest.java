package org.fangpin110.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrgentWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    家里断粮三天了                        | NO_FOOD
                    没吃的了，孩子饿得直哭                 | NO_FOOD
                    俺家啥吃的没有了，没啥吃的             | NO_FOOD
                    老两口两天没吃上饭                     | NO_FOOD
                    米面都吃没了，揭不开锅                 | NO_FOOD
                    粮食早吃光了                           | NO_FOOD
                    吃了上顿没下顿                         | NO_FOOD
                    没 吃 的                               | NO_FOOD
                    再不来人就要饿死了                     | NO_FOOD
                    去年收成不好，现在家里没吃的           | NO_FOOD
                    去年到现在一直没饭吃                   | NO_FOOD
                    羊都死了，我们也没吃的了               | NO_FOOD
                    我妈断药五天了                         | NO_MEDICINE
                    没钱买胰岛素                           | NO_MEDICINE
                    药没了，没钱抓药                       | NO_MEDICINE
                    没钱做透析了                           | NO_MEDICINE
                    老人喘不上气                           | NO_MEDICINE
                    房子塌了，没地方住                     | NO_SHELTER
                    房子让火烧没了                         | NO_SHELTER
                    一家四口没处住，睡在羊圈               | NO_SHELTER
                    让房东撵出来了                         | NO_SHELTER
                    屋里零下二十度，快冻死了               | NO_SHELTER
                    昨天夜里房倒了                         | NO_SHELTER
                    我不想活了                             | SELF_HARM
                    活着没啥意思，死了算了                 | SELF_HARM
                    我对象喝农药了                         | SELF_HARM
                    他说要跳井                             | SELF_HARM
                    去年就想自杀                           | SELF_HARM
                    我没想过自杀                           | SELF_HARM
                    被逼上绝路                             | SELF_HARM
                    丈夫喝酒就打我                         | VIOLENCE
                    男人老打我，不敢回家                   | VIOLENCE
                    他爸家暴                               | VIOLENCE
                    儿子把我锁在屋里                       | VIOLENCE
                    发大水被困在房顶上                     | TRAPPED
                    大雪封门出不去屋                       | TRAPPED
                    河水漫进屋了                           | TRAPPED
                    孩子走丢了                             | TRAPPED
                    断粮了，也断药了                       | NO_FOOD NO_MEDICINE
                    """)
    void whatCannotWaitIsHeard(String text, String kinds) {
        assertThat(UrgentWords.in(text)).isEqualTo(kinds(kinds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "我家不缺吃的，就是没钱看病",
                "没有断粮，就是钱紧",
                "还没到断药的地步",
                "不至于没吃的",
                "去年没吃的，村里给了粮",
                "小时候挨饿落下的病",
                "以前住在牛棚",
                "一九六几年断粮得过浮肿，那年没吃的",
                "冬天雪大，草没备够，羊冻死饿死13只",
                "羊没吃的，草料断了",
                "牛饿得站不起来",
                "苞米没了，粮食没收成",
                "我父亲眼睛看不见了，生活不能自理",
                "四轮子翻沟里，孩子他爸没了，家里顶梁柱塌了",
                "房盖塌了一块，冬天没法过",
                "房后着火把草垛和仓房烧了，损失2万元",
                "我爱人得了慢性病常年打针吃药，没吃药的时候犯病",
                "现在吃药都费劲，日子没法过了，眼看过不去冬",
                "被人骗走5693元，生活费都没了，卡让法院封了",
                "家庭困难，生活贫困，被困难压着",
                "儿子打我电话说工钱没要回来",
                "想死你了",
                "救命钱没要回来",
                "农药没了种子也没钱买",
                "生活不下去了",
                "",
                "Помогите"
            })
    void whatCanWaitRaisesNoAlarm(String text) {
        assertThat(UrgentWords.in(text)).isEmpty();
    }

    private static Set<Distress> kinds(String names) {
        return Arrays.stream(names.split(" ")).map(Distress::valueOf).collect(Collectors.toSet());
    }
}
