package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("system")
class SurvivesRestartsTest {

    private static final Duration TO_THE_LEAK_TEST = Duration.ofMinutes(4);

    /** Of the shipped rack type: it is tried again once, then a person is asked. */
    private static final String LEAK_TEST = "manifold-leak-test";

    @TempDir
    Path directory;

    @Test
    void aBudgetThatIsUsedUpAHoldAndAnOpenQuestionSurviveAKillAndTheAnswerCountsAfterIt() throws IOException {
        try (Product product = Product.unpackedIn(directory).withSmallRacks()) {
            product.startPlant("--fault", "op=" + LEAK_TEST + " kind=leak times=3");
            Process controller = product.startController();
            Shift shift = new Shift(product);
            hold(product);
            shift.order();
            JsonNode asked = question(product, 2);
            assertThat(asked.path("text").asString("")).contains("budget is used up");
            assertThat(asked.path("facts").isEmpty()).isFalse();

            Product.kill(controller);
            controller = product.startController();
            assertThat(question(product, 2)).as("the question").isEqualTo(asked);
            assertHeld(product);

            answer(product, asked);
            // with a new budget it would be tried again, and be tight then
            JsonNode again = question(product, 3);
            assertThat(again.path("text").asString("")).contains("budget is used up");

            Product.kill(controller);
            controller = product.startController();
            assertThat(question(product, 3)).as("the question").isEqualTo(again);
            assertHeld(product);
            answer(product, again);
            assertThat(product.mortise("unhold", "TRAY-A").exitCode()).isZero();
            shift.untilAllReleased();
            shift.ended(controller);
        }
    }

    private static void hold(Product product) throws IOException {
        assertThat(product.mortise("hold", "TRAY-A", "--reason", "shift change").exitCode())
                .isZero();
    }

    private static void assertHeld(Product product) {
        assertThat(product.get("/api/v1/cells/TRAY-A").path("holds").toString()).contains("shift change");
    }

    /** About the attempt of that number. */
    private static JsonNode question(Product product, int attempt) {
        String id = "R-0001-" + LEAK_TEST + "-" + attempt;
        await("question " + id)
                .atMost(TO_THE_LEAK_TEST)
                .untilAsserted(() -> assertThat(product.get("/api/v1/questions")
                                .path(0)
                                .path("id")
                                .asString(""))
                        .isEqualTo(id));
        return product.get("/api/v1/questions").path(0);
    }

    private static void answer(Product product, JsonNode question) throws IOException {
        Ran answer = product.mortise("answer", question.path("id").asString(""), "retry");
        assertThat(answer.exitCode()).as(answer.output()).isZero();
    }
}
