package org.fangpin110.household;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A member's relation to the head of the household, with the words registries use for it. */
public enum Relation {
    HEAD("户主", "本人"),
    SPOUSE("配偶", "妻", "夫", "妻子", "丈夫"),
    SON("子", "之子", "儿子", "长子", "次子"),
    DAUGHTER("女", "之女", "女儿", "长女", "次女"),
    SON_WIFE("之儿媳", "儿媳"),
    DAUGHTER_HUSBAND("之女婿", "女婿"),
    GRANDCHILD("孙子", "孙女", "外孙子", "外孙女", "之孙子", "之孙女", "之外孙子", "之外孙女"),
    FATHER("父", "之父", "父亲"),
    MOTHER("母", "之母", "母亲"),
    WIFE_PARENT("岳父", "岳母", "之岳父", "之岳母"),
    HUSBAND_PARENT("公公", "婆婆", "之公公", "之婆婆"),
    GRANDPARENT("祖父", "祖母", "外祖父", "外祖母", "之祖父", "之祖母"),
    SIBLING("兄", "弟", "姐", "妹", "之兄弟姐妹", "兄弟姐妹"),
    OTHER("其他", "其它");

    private static final Map<String, Relation> BY_WORD = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(one -> one.words.forEach(word -> BY_WORD.put(word, one)));
    }

    private final List<String> words;

    Relation(String... words) {
        this.words = List.of(words);
    }

    /** OTHER for a word nobody listed: who belongs to a household is never in doubt because of it. */
    static Relation ofWord(String word) {
        return BY_WORD.getOrDefault(word, OTHER);
    }
}
