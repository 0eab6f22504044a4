package dev.mortise.controller.adapter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessWatchTest {

    private static final String ANNA = "user anna";
    private static final String MES = "certificate 1f2e for plant server";

    private final List<Deed> noted = new ArrayList<>();
    private Optional<Map<String, String>> files = Optional.of(Map.of(ANNA, "operator, password 1a2b"));
    private final AccessWatch watch = new AccessWatch(
            () -> files.orElseThrow(() -> new IOException("users:2: expected NAME ROLE STORED-PASSWORD")), noting());

    @Test
    void theFirstLookSaysHowItStandsSoThatAChangeBetweenTwoStartsShows() {
        watch.look();
        String stood = noted.get(0).outcome();
        assertThat(stood).startsWith("1 users and certificates, digest ");

        assertThat(AccessWatch.standing(files.orElseThrow()).outcome()).isEqualTo(stood);
        assertThat(AccessWatch.standing(Map.of(ANNA, "engineer, password 1a2b")).outcome())
                .isNotEqualTo(stood);
    }

    @Test
    void whoeverIsAddedChangedOrRemovedInTheFilesIsInTheTrailOnce() {
        watch.look();
        files = Optional.of(Map.of(ANNA, "engineer, password 1a2b", MES, "trusted"));
        watch.look();
        watch.look();
        files = Optional.of(Map.of(MES, "revoked"));
        watch.look();

        assertThat(noted.subList(1, noted.size()))
                .containsExactly(
                        new Deed("files", "files", "access-added", MES, "trusted"),
                        new Deed("files", "files", "access-changed", ANNA, "engineer, password 1a2b"),
                        new Deed("files", "files", "access-changed", MES, "revoked"),
                        new Deed("files", "files", "access-removed", ANNA, "engineer, password 1a2b"));
    }

    @Test
    void filesThatCannotBeReadSayNothingAndAreComparedWithWhatTheySaidLast() {
        watch.look();
        Map<String, String> before = files.orElseThrow();
        files = Optional.empty();
        watch.look();
        assertThat(noted).hasSize(1);

        files = Optional.of(before);
        watch.look();
        assertThat(noted).as("nothing changed").hasSize(1);

        files = Optional.of(Map.of());
        watch.look();
        assertThat(noted).hasSize(2);
    }

    private Audit noting() {
        return new Audit() {
            @Override
            public void note(Deed deed) {
                noted.add(deed);
            }

            @Override
            public Optional<String> trouble() {
                return Optional.empty();
            }
        };
    }
}
