package org.fangpin110.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.statistics.Statistics;
import org.fangpin110.deadline.LimitUnit;
import org.fangpin110.household.HouseholdClass;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.support.Seeded;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;

/** Whatever is on file and whatever a cadre types: what hangs on the wall tells nobody's number, illness or child. */
@AddLifecycleHook(value = Seeded.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class NoticeTextPropertiesTest {
    private static final Pattern LONG_NUMBER = Pattern.compile("[\\p{Nd}xX]{11,}");
    private static final Pattern SCATTERED = Pattern.compile("\\p{Nd}(?:[ \\-.·,，]{0,3}[\\p{Nd}xX]){10,}");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final OffsetDateTime UNTIL = OffsetDateTime.parse("2026-11-29T00:00:00+08:00");
    private static final UnitTable UNITS = Units.shipped();
    private static final List<Unit> VILLAGES = UNITS.children("152223107000");
    private static final NoticeGenerator GENERATOR = new NoticeGenerator(new Messages());
    private static final String CHILD = "包小龙";

    /** What somebody might write, right or wrong, and what is on file. */
    record Input(
            NoticeKind kind, NoticeFacts facts, NoticePosting posting, NameStyle style, boolean tellsCause, int unit) {
        NoticeDraft.Checked draft() {
            Unit village = VILLAGES.get(unit % VILLAGES.size());
            return NoticeDraft.of(
                    new NoticeDraft.Frame(
                            kind,
                            NoticeNumber.of(new byte[] {(byte) unit, 17, (byte) posting.hashCode(), 3, 99, 1, 8}),
                            village,
                            kind == NoticeKind.ANNOUNCEMENT
                                    ? UNITS.parent(village).orElseThrow()
                                    : village,
                            new NoticePolicy(style, tellsCause, new OfficePhone("0482-6121234"), 1),
                            new NoticeMinimum(5, LimitUnit.CAL_DAY, UNTIL.toInstant(), 1, 0, OptionalInt.empty()),
                            TODAY),
                    facts,
                    posting,
                    "/form/data",
                    true);
        }
    }

    @Property(tries = 4_000)
    void noNoticeHoldsANumberOrAnIllnessOrAChildsName(@ForAll("inputs") Input input) {
        NoticeDraft.Checked checked = input.draft();
        Statistics.collect(checked.content() == null ? "refused" : "posted");
        if (checked.content() == null) {
            assertThat(checked.faults()).isNotEmpty().allMatch(fault -> fault.pointer()
                    .startsWith("/form/data/"));
            return;
        }
        for (Language language : Language.values()) {
            String told = GENERATOR.text(checked.content(), language).plain();
            assertThat(LONG_NUMBER.matcher(told).find()).as(told).isFalse();
            assertThat(SCATTERED.matcher(told.replace("0482-6121234", "")).find())
                    .as(told)
                    .isFalse();
            assertThat(told).doesNotContain(CHILD);
            String letters = told.toLowerCase(Locale.ROOT);
            NoticeGuard.illnessWords().stream()
                    .filter(word -> word.charAt(0) >= 0x80)
                    .forEach(word -> assertThat(letters).doesNotContain(word));
            if (input.facts()
                    .born()
                    .filter(day -> day.plusYears(18).isAfter(TODAY))
                    .isPresent()) {
                assertThat(told)
                        .doesNotContain(
                                input.facts().head().map(PersonName::value).orElse("nobody"));
            }
        }
    }

    @Property(tries = 2_000)
    void aNumberIsFoundHoweverItIsWritten(
            @ForAll("numbers") String number,
            @ForAll("separators") String separator,
            @ForAll("scripts") String digits) {
        StringBuilder written = new StringBuilder("请找 ");
        for (char c : number.toCharArray()) {
            written.append(c == 'X' ? c : digits.charAt(c - '0')).append(separator);
        }

        assertThat(new NoticeGuard(List.of()).check("/remark", written + "。").text())
                .as(written.toString())
                .isNull();
    }

    @Provide
    Arbitrary<Input> inputs() {
        Arbitrary<NoticePosting> postings = Combinators.combine(
                        texts(),
                        texts().injectNull(0.5),
                        Arbitraries.of(HouseholdClass.class).injectNull(0.1),
                        Arbitraries.integers().between(-1, 100).injectNull(0.2),
                        names().injectNull(0.3),
                        Arbitraries.of(true, false).injectNull(0.3))
                .as(NoticePosting::new);
        Arbitrary<Optional<LocalDate>> births = Arbitraries.of(
                        LocalDate.of(1960, 1, 1),
                        LocalDate.of(2008, 11, 23),
                        LocalDate.of(2008, 11, 24),
                        LocalDate.of(2019, 5, 5))
                .optional(0.8);
        Arbitrary<NoticeFacts> facts = Combinators.combine(
                        names().map(name -> PersonName.check(name).name()),
                        births,
                        Arbitraries.of(HouseholdClass.class).optional())
                .as((head, born, kind) -> new NoticeFacts(
                        head,
                        born,
                        kind,
                        Optional.of(3),
                        PublicCause.SPENDING,
                        List.of(new PersonName(CHILD)),
                        List.of(new PersonName(CHILD))));
        return Combinators.combine(
                        Arbitraries.of(NoticeKind.class),
                        facts,
                        postings,
                        Arbitraries.of(NameStyle.class),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 200))
                .as(Input::new);
    }

    /** Pieces that are harmless, and pieces that are not, in any order. */
    private static Arbitrary<String> texts() {
        Arbitrary<String> harmless = Arbitraries.of("村委会公示栏", "党群服务中心门口", "工作日 8:30-17:00", "3组", "，", " ", "2026年11月");
        Arbitrary<String> bad = Arbitraries.oneOf(
                numbers(),
                Arbitraries.of(NoticeGuard.illnessWords()),
                Arbitraries.of(CHILD, "孙女", "癌", "\u200b", "小 龙"));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(5, harmless),
                net.jqwik.api.Tuple.of(
                        2, harmless.list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("", list))),
                net.jqwik.api.Tuple.of(
                        2, Combinators.combine(harmless, bad, harmless).as((a, b, c) -> a + b + c)),
                net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(70)),
                net.jqwik.api.Tuple.of(
                        1, Arbitraries.strings().numeric().withChars("- ·包小龙").ofMaxLength(24)));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("白音那", "王秀兰", "乌云·其木格", "霍去病", CHILD, "张三尿毒症", "13812345678", "李四152223196203153103"),
                Arbitraries.strings().ofMaxLength(12));
    }

    @Provide
    static Arbitrary<String> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.strings().numeric().ofLength(15),
                Arbitraries.strings().numeric().ofLength(17).map(number -> number + "X"),
                Arbitraries.strings().numeric().ofLength(18),
                Arbitraries.strings().numeric().ofMinLength(16).ofMaxLength(19),
                Arbitraries.strings().numeric().ofLength(10).map(number -> "1" + number));
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("", " ", "-", "·", "、", " - ", "（", "★");
    }

    @Provide
    Arbitrary<String> scripts() {
        return Arbitraries.of("0123456789", "０１２３４５６７８９", "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙");
    }
}
