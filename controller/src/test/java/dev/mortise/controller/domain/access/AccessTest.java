package dev.mortise.controller.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTest {

    @Test
    void thisIsTheWholeTable() {
        List<String> table = new ArrayList<>();
        for (Role role : Role.values()) {
            StringBuilder row = new StringBuilder(role.word());
            for (Act act : Act.values()) {
                row.append(Access.allows(role, act) ? " x" : " -");
            }
            table.add(row.toString());
        }

        assertThat(Act.values())
                .containsExactly(Act.READ, Act.REQUEST_STOP, Act.RUN, Act.RESOLVE_DOUBT, Act.WAIVE, Act.KEEP_KEYS);
        assertThat(table)
                .containsExactly(
                        "viewer x x - - - -",
                        "operator x x x - - -",
                        "maintenance x x x x x -",
                        "engineer x x - - x x");
    }

    @Test
    void aRefusalNamesTheRoleAndWhatItMayNot() {
        assertThat(Access.whyNot(Role.VIEWER, Act.RUN))
                .isEqualTo("the role viewer does not order racks or give them up, release or clear cells");
    }
}
