package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.adapter.access.MovedClock;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.domain.access.Sessions;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coming in at the HTTP door, and being there. */
@Tag("wire")
class LogInTest {

    private static final int NOBODY = 401;
    private static final int NOT_ALLOWED = 403;
    private static final int OK = 200;
    private static final String CLEAR = "/api/v1/cells/TRAY-A/clear";

    @TempDir
    Path directory;

    private final MovedClock clock = new MovedClock();
    private Accounts accounts;
    private AHouse house;
    private AGuest guest;

    @BeforeEach
    void open() throws Exception {
        accounts = AUserFile.in(directory, clock);
        house = new AHouse(new Web.Admission.Users(new LogIns(accounts, clock), false));
        guest = new AGuest(house.url());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aPageGetsACookieThatNoScriptReadsAndNoOtherSiteMakesSend() throws Exception {
        HttpResponse<String> answer = guest.logIn("operator", AUserFile.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(OK);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("mortise-" + house.port()
                        + "=[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
        assertThat(answer.body()).as("scripts see this").doesNotContain("token");
    }

    @Test
    void whoeverIsLoggedInIsToldWhoTheyAreAndWhatTheyMay() throws Exception {
        assertThat(guest.get("/api/v1/me", "Cookie", guest.cookie("operator")).body())
                .isEqualTo("{\"name\":\"operator\",\"role\":\"operator\",\"acts\":[\"READ\",\"REQUEST_STOP\",\"RUN\"],"
                        + "\"access\":\"login\",\"mode\":\"simulation\"}");
    }

    @Test
    void whatIsDoneIsDoneInTheNameOfWhoeverLoggedInWhateverTheyClaim() throws Exception {
        String bearer = "Bearer " + guest.token("operator");

        HttpResponse<String> answer =
                guest.post(CLEAR, Map.of(), "Authorization", bearer, "X-Mortise-By", "somebody else");

        assertThat(answer.statusCode()).isEqualTo(OK);
        assertThat(house.asked).containsExactly("clear TRAY-A by operator");
    }

    @Test
    void aWrongPasswordAndANameThatNobodyHasAreRefusedInTheSameWords() throws Exception {
        HttpResponse<String> wrong = guest.logIn("operator", "wrong horse battery");
        HttpResponse<String> nobody = guest.logIn("nobody", AUserFile.PASSWORD);

        assertThat(wrong.statusCode()).isEqualTo(NOBODY);
        assertThat(nobody.body()).isEqualTo(wrong.body());
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void wrongPasswordsAtAnotherDoorCountAtThisOne() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.enter("operator", "guess " + i)).isInstanceOf(Accounts.Entry.Refused.class);
        }

        HttpResponse<String> answer = guest.logIn("operator", AUserFile.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(NOBODY);
        assertThat(answer.body()).contains("too many wrong passwords; asked again in 900 s");
    }

    @Test
    void theEndOfASessionIsTheEndOfItsTokenAndOfNoOther() throws Exception {
        String one = "Bearer " + guest.token("operator");
        String other = "Bearer " + guest.token("operator");

        assertThat(guest.post("/api/v1/logout", Map.of(), "Authorization", one).statusCode())
                .isEqualTo(OK);

        assertThat(guest.get("/api/v1/plant", "Authorization", one).statusCode())
                .isEqualTo(NOBODY);
        assertThat(guest.get("/api/v1/plant", "Authorization", other).statusCode())
                .isEqualTo(OK);
    }

    @Test
    void anotherPasswordEndsTheSessionsThatTheOldOneBegan() throws Exception {
        String bearer = "Bearer " + guest.token("operator");

        accounts.set("operator", Role.OPERATOR, "another horse battery");

        assertThat(guest.get("/api/v1/plant", "Authorization", bearer).statusCode())
                .isEqualTo(NOBODY);
    }

    @Test
    void aPageThatOnlyShowsDoesNotKeepItsPersonLoggedInAndAPersonWhoActsDoes() throws Exception {
        String cookie = guest.cookie("operator");
        clock.move(Sessions.IDLE_MAX.minusMinutes(1));
        assertThat(guest.get("/api/v1/plant", "Cookie", cookie).statusCode()).isEqualTo(OK);
        assertThat(guest.post(CLEAR, Map.of(), "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(OK);
        clock.move(Sessions.IDLE_MAX.minusMinutes(1));
        assertThat(guest.get("/api/v1/plant", "Cookie", cookie).statusCode())
                .as("half an hour after the act, less a minute")
                .isEqualTo(OK);

        clock.move(Duration.ofMinutes(1));

        assertThat(guest.get("/api/v1/plant", "Cookie", cookie).statusCode()).isEqualTo(NOBODY);
    }

    @Test
    void aStreamOfEventsEndsWithItsSession() throws Exception {
        String bearer = "Bearer " + guest.token("viewer");
        HttpResponse<InputStream> stream = guest.client()
                .send(
                        guest.request("/api/v1/events", "Authorization", bearer, "Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().anyMatch("event: plant"::equals)).isTrue();

            clock.move(Sessions.IDLE_MAX);

            assertThat(lines.lines().reduce("", (before, line) -> line.isBlank() ? before : line))
                    .as("the last line before the end")
                    .isEqualTo("data: the session has ended");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, http://elsewhere.example",
        "Origin, null",
        "X-Nothing, said"
    })
    void aPageOfAnotherSiteCannotActWithTheCookieOfThisOne(String header, String value) throws Exception {
        String cookie = guest.cookie("operator");

        HttpResponse<String> answer = guest.post(CLEAR, Map.of(), "Cookie", cookie, header, value);

        assertThat(answer.statusCode()).isEqualTo(NOT_ALLOWED);
        assertThat(house.asked).isEmpty();
        assertThat(guest.post(CLEAR, Map.of(), "Cookie", cookie, "Origin", house.url())
                        .statusCode())
                .as("a page of this door")
                .isEqualTo(OK);
    }

    @Test
    void whereNobodyIsAskedOnlyThisMachineByItsOwnNameIsAnswered() throws Exception {
        try (AHouse open = new AHouse()) {
            assertThat(firstLine(open, "localhost:" + open.port())).contains("200");
            assertThat(firstLine(open, "elsewhere.example:" + open.port()))
                    .as("another site whose name leads here")
                    .contains("403");
            assertThat(new AGuest(open.url())
                            .post(CLEAR, Map.of(), "Origin", "http://elsewhere.example")
                            .statusCode())
                    .isEqualTo(NOT_ALLOWED);
            assertThat(open.asked).isEmpty();
        }
    }

    @Test
    void metricsAreToldToWhoeverAsksWhereTheSettingsSaySo() throws Exception {
        try (AHouse other = new AHouse(new Web.Admission.Users(new LogIns(accounts, clock), true))) {
            assertThat(new AGuest(other.url()).get("/metrics").statusCode()).isEqualTo(OK);
        }
        assertThat(guest.get("/metrics").statusCode()).isEqualTo(NOBODY);
    }

    private static String firstLine(AHouse house, String host) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
            socket.getOutputStream()
                    .write(("GET /api/v1/cells HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
