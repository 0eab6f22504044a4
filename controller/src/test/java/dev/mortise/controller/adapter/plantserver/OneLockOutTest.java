package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.web.AHouse;
import dev.mortise.controller.adapter.web.Web;
import dev.mortise.controller.port.Time;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OPC UA door and the HTTP door of one controller. */
@Tag("wire")
class OneLockOutTest {

    private static final int NOBODY = 401;
    private static final int OK = 200;
    private static final int WRONG_MAX = 5;

    @TempDir
    Path directory;

    private APlant plant;
    private AHouse house;

    @BeforeEach
    void open() throws Exception {
        plant = new APlant(directory);
        house = new AHouse(new Web.Admission.Users(new LogIns(plant.accounts, Time.ofTheMachine()), false));
    }

    @AfterEach
    void close() {
        house.close();
        plant.close();
    }

    @Test
    void fiveWrongPasswordsAtTheHttpDoorLockTheOpcUaDoorToo() throws Exception {
        for (int i = 0; i < WRONG_MAX; i++) {
            assertThat(logIn("guess number " + i)).isEqualTo(NOBODY);
        }

        assertThatThrownBy(() -> plant.trusted(Comes.properly())).isInstanceOf(UaException.class);
    }

    @Test
    void oneWrongPasswordAtTheOpcUaDoorAndFourAtTheHttpDoorLockTheHttpDoor() throws Exception {
        assertThat(logIn(APlant.PASSWORD)).as("before").isEqualTo(OK);
        UsernameProvider wrong = new UsernameProvider("op", "guess number 0");
        assertThatThrownBy(() -> plant.trusted(Comes.properly().as(wrong))).isInstanceOf(UaException.class);
        for (int i = 1; i < WRONG_MAX; i++) {
            assertThat(logIn("guess number " + i)).isEqualTo(NOBODY);
        }

        assertThat(logIn(APlant.PASSWORD)).isEqualTo(NOBODY);
    }

    private int logIn(String password) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(house.url() + "/api/v1/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"op\", \"password\": \"" + password + "\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
