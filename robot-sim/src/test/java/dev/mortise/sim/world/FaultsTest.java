package dev.mortise.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    private final Faults faults = new Faults(List.of("TRAY-A", "LEAK-A"), 7);

    @Test
    void aFaultStrikesWhereItWasOrderedAndAsOftenAsItWasOrdered() throws Faults.BadFault {
        faults.order("cell=TRAY-A op=insert-compute-tray slot=C07 kind=overforce times=2");

        assertThat(strikes("LEAK-A", "insert-compute-tray", "C07")).isFalse();
        assertThat(strikes("TRAY-A", "insert-switch-tray", "C07")).isFalse();
        assertThat(strikes("TRAY-A", "insert-compute-tray", "C08")).isFalse();
        assertThat(faults.strikes(Faults.Kind.NOT_LATCHED, "TRAY-A", "insert-compute-tray", "C07"))
                .isFalse();

        assertThat(strikes("TRAY-A", "insert-compute-tray", "C07")).isTrue();
        assertThat(strikes("TRAY-A", "insert-compute-tray", "C07")).isTrue();
        assertThat(strikes("TRAY-A", "insert-compute-tray", "C07")).isFalse();
    }

    @Test
    void whatIsLeftOutMatchesAnythingAndStrikesOnce() throws Faults.BadFault {
        faults.order("  kind=overforce ");

        assertThat(strikes("LEAK-A", "anything", "X")).isTrue();
        assertThat(strikes("LEAK-A", "anything", "X")).isFalse();
    }

    @Test
    void twoOrdersAreTwoFaults() throws Faults.BadFault {
        faults.order("kind=overforce slot=C01");
        faults.order("kind=overforce slot=C02");

        assertThat(strikes("TRAY-A", "", "C02")).isTrue();
        assertThat(strikes("TRAY-A", "", "C01")).isTrue();
    }

    @Test
    void aRateStrikesInItsShareOfChancesAndTheSameOnesForASeed() throws Faults.BadFault {
        assertThat(struckOf2000(7)).hasSizeBetween(150, 250);
        assertThat(struckOf2000(7)).isEqualTo(struckOf2000(7)).isNotEqualTo(struckOf2000(8));
    }

    private static List<Integer> struckOf2000(long seed) throws Faults.BadFault {
        Faults now = new Faults(List.of(), seed);
        now.order("kind=overforce rate=0.1");
        return IntStream.range(0, 2_000)
                .filter(i -> now.strikes(Faults.Kind.OVERFORCE, "TRAY-A", "insert", "C" + i % 18))
                .boxed()
                .toList();
    }

    @Test
    void aRateWithTimesEndsAfterThem() throws Faults.BadFault {
        faults.order("kind=overforce rate=0.5 times=3");

        long struck = IntStream.range(0, 1_000)
                .filter(i -> strikes("TRAY-A", "insert", "C07"))
                .count();

        assertThat(struck).isEqualTo(3);
    }

    @Test
    void aLeakIsFoundByTheTestAndSaysWhichSlotItIsIn() throws Faults.BadFault {
        faults.order("kind=leak slot=C03 op=rack-leak-test");

        assertThat(faults.leakSlot("LEAK-A", "manifold-leak-test")).isEmpty();
        assertThat(faults.leakSlot("LEAK-A", "rack-leak-test")).contains("C03");
        assertThat(faults.leakSlot("LEAK-A", "rack-leak-test")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overforce                      | found 'overforce'; expected key=value with a key of [cell, op, slot, kind, times, rate, seconds]",
                "kind=overforce often=3         | found 'often=3'; expected key=value with a key of [cell, op, slot, kind, times, rate, seconds]",
                "kind=overfroce                 | kind is 'overfroce'; expected one of [overforce, early-contact, misaligned, skewed, leak,",
                "cell=TRAY-A                    | kind is ''; expected one of [overforce,",
                "kind=leak times=often          | times is 'often'; expected a whole number from 1 on",
                "kind=leak times=0              | times is '0'; expected a whole number from 1 on",
                "kind=leak times=99999999999    | times is '99999999999'; expected a whole number from 1 on",
                "kind=leak rate=2               | rate is '2'; expected the share of chances in which it strikes, above 0 and up to 1",
                "kind=leak rate=0.0             | rate is '0.0'; expected the share",
                "kind=air-loss seconds=0        | seconds is '0'; expected a number above 0 and below 100000",
                "kind=air-loss seconds=ever     | seconds is 'ever'; expected a number above 0",
                "kind=leak seconds=3            | seconds is '3'; expected none: only air-loss lasts",
                "kind=leak cell=TRAY-X          | cell is 'TRAY-X'; expected one of [TRAY-A, LEAK-A]",
            })
    void aTextThatCannotBeUnderstoodSaysWhatWouldBeRight(String text, String message) {
        assertThatThrownBy(() -> faults.order(text))
                .isInstanceOf(Faults.BadFault.class)
                .hasMessageContaining("fault '" + text + "'")
                .hasMessageContaining(message);
    }

    private boolean strikes(String cell, String operation, String slot) {
        return faults.strikes(Faults.Kind.OVERFORCE, cell, operation, slot);
    }
}
