package org.fangpin110.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class UnitFileTest {
    private static final LocalDate STATE = LocalDate.of(2023, 6, 30);
    private static final String HEAD = "code,name,level,parent_code\n150000000000,内蒙古自治区,1,\n";

    @Test
    void theShippedFileHoldsAllOfInnerMongolia() {
        Map<Integer, Long> byLevel = Units.shippedUnits().units().stream()
                .collect(Collectors.groupingBy(Unit::level, Collectors.counting()));
        assertThat(byLevel).isEqualTo(Map.of(1, 1L, 2, 12L, 3, 108L, 4, 1_225L, 5, 14_592L));
    }

    @Test
    void kindAndShortNameWorkedOutAgreeWithThoseStated() {
        UnitFile shipped = Units.shippedUnits();
        long otherKind = shipped.units().stream()
                .filter(unit -> UnitKind.of(unit.code(), unit.level(), unit.name()) != unit.kind())
                .count();
        long otherShortName = shipped.units().stream()
                .filter(unit -> !UnitName.shortName(unit.name(), unit.level()).equals(unit.shortName()))
                .count();
        assertThat(otherKind).isLessThan(60); // names of farms and gacha that say another thing than their code
        assertThat(otherShortName).isLessThan(60);
    }

    @Test
    void virtualUnitsAndClosedInstitutionsAreNotRoutable() {
        Map<String, Unit> units =
                Units.shippedUnits().units().stream().collect(Collectors.toMap(Unit::code, Function.identity()));
        assertThat(List.of("152223400000", "152223401000", "152223401001", "152223405598", "152223406598"))
                .allMatch(code -> !units.get(code).routable());
        assertThat(List.of("152223405000", "152223404000", "152223404202", "152223100000"))
                .allMatch(code -> units.get(code).routable());
    }

    @Test
    void packedAndPlainFilesAreTheSameFile() throws IOException {
        byte[] plain = HEAD.getBytes(StandardCharsets.UTF_8);
        var packed = new ByteArrayOutputStream();
        try (var xz = new XZOutputStream(packed, new LZMA2Options())) {
            xz.write(plain);
        }
        UnitFile fromPacked = UnitFile.read(new ByteArrayInputStream(packed.toByteArray()), "packed", STATE);
        assertThat(fromPacked.checksum()).isEqualTo(read(HEAD).checksum());
    }

    @Test
    void everyFaultIsToldWithItsLine() {
        String csv = HEAD
                + "15220000000,兴安盟,2,150000000000\n"
                + "152300000000,,2,150000000000\n"
                + "152400000000,某市,7,150000000000\n"
                + "152223100000,音德尔镇,4,152223000000\n"
                + "150000000000,内蒙古自治区,1,\n";
        assertThatThrownBy(() -> read(csv))
                .isInstanceOfSatisfying(InvalidUnitFile.class, invalid -> assertThat(invalid.faults())
                        .extracting(fault -> fault.line() + " " + fault.code())
                        .containsExactlyInAnyOrder(
                                "3 code-malformed",
                                "4 name-malformed",
                                "5 level-malformed",
                                "6 parent-missing",
                                "7 code-twice"));
    }

    @Test
    void aFileWithoutAColumnIsRefused() {
        assertThatThrownBy(() -> read("code,name\n150000000000,内蒙古自治区\n"))
                .isInstanceOfSatisfying(InvalidUnitFile.class, invalid -> assertThat(invalid.faults())
                        .extracting(InvalidUnitFile.Fault::code)
                        .containsOnly("column-missing"));
    }

    @Test
    void aFileSpeaksForTheDeepestUnitThatHoldsItsVillages() throws IOException {
        String banner = HEAD
                + "152200000000,兴安盟,2,150000000000\n152223000000,扎赉特旗,3,152200000000\n"
                + "152223100000,音德尔镇,4,152223000000\n152223100201,东方红村委会,5,152223100000\n"
                + "152223101000,新林镇,4,152223000000\n152223101214,东风村委会,5,152223101000\n";
        assertThat(read(banner).scope()).isEqualTo(UnitRange.of("152223000000"));
        assertThat(Units.shippedUnits().scope()).isEqualTo(UnitRange.of("150000000000"));
    }

    @Test
    void aCodeMayStandOnTwoLevels() throws IOException {
        UnitFile file = read("code,name,level,parent_code\n440000000000,广东省,1,\n441900000000,东莞市,2,440000000000\n"
                + "441900000000,东莞市,3,441900000000\n441900003000,东城街道,4,441900000000\n");
        UnitTable.Builder builder = UnitTable.builder();
        file.units().forEach(builder::add);
        UnitTable table = builder.build(UnitTableVersion.NONE);
        assertThat(table.find("441900000000", 3)).map(Unit::level).contains(3);
        assertThat(table.path(table.find("441900003000").orElseThrow()))
                .extracting(Unit::level)
                .containsExactly(1, 2, 3, 4);
    }

    private static UnitFile read(String csv) throws IOException {
        return UnitFile.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "test", STATE);
    }
}
