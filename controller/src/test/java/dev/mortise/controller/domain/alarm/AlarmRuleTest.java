package dev.mortise.controller.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmRuleTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingThatNeedsNobodyIsAnAlarm(Kind kind) {
        if (Cause.root(kind, "TRAY-A", "text", "").harmless()) {
            assertThat(AlarmRule.of(kind)).isEmpty();
        }
    }

    @Test
    void fewKindsAreHigh() {
        long all = Arrays.stream(Kind.values())
                .filter(kind -> AlarmRule.of(kind).isPresent())
                .count();
        long high = Arrays.stream(Kind.values())
                .map(AlarmRule::of)
                .flatMap(Optional::stream)
                .filter(rule -> rule.priority() == Priority.HIGH)
                .count();

        assertThat(high).isPositive().isLessThanOrEqualTo(all / 5);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyPriorityHasAReasonAndNobodyWaitsLongForAnAlarm(Kind kind) {
        AlarmRule.of(kind).ifPresent(rule -> {
            assertThat(rule.reason()).isNotBlank();
            assertThat(rule.on()).isLessThanOrEqualTo(Duration.ofSeconds(10));
            assertThat(rule.off()).isLessThanOrEqualTo(Duration.ofSeconds(10));
        });
    }
}
