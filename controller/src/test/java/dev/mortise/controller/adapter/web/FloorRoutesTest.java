package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The plant as a scene, and what draws it. */
@Tag("wire")
class FloorRoutesTest {

    private final AHouse house = new AHouse();
    private final AGuest guest = new AGuest(house.url());

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theFloorHasAPlaceForEverythingOfThePlantAndTheAxesOfItsRobots() throws Exception {
        house.rack("R-1", false).ordered("R-2", "anna", 5);

        JsonNode places = AGuest.json(guest.get("/api/v1/floor")).path("places");
        JsonNode racks = AGuest.json(guest.get("/api/v1/floor/racks"));

        assertThat(places.findValuesAsString("kind")).containsExactly("cell", "cell", "buffer", "transporter");
        assertThat(places.get(0).path("robots").get(0).path("axes").size()).isEqualTo(2);
        assertThat(racks.size())
                .as("a rack that has not entered stands nowhere")
                .isEqualTo(1);
        assertThat(racks.get(0).path("place").asString()).isEqualTo("TRAY-A");
    }

    @Test
    void aBrowserKeepsThreeAndAsksWhetherItIsStillTheSame() throws Exception {
        HttpResponse<String> first = guest.get("/three/three.module.min.js");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = guest.get("/three/three.module.min.js", "If-None-Match", tag);

        assertThat(first.body()).contains("SPDX-License-Identifier: MIT");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void noModuleOfThreeIsNamedByAWordThatOnlyAnImportMapWouldExplain() throws Exception {
        for (String name : List.of("OrbitControls", "GLTFLoader", "BufferGeometryUtils")) {
            assertThat(guest.get("/three/" + name + ".js").body())
                    .contains("from './three.module.min.js'")
                    .doesNotContain("from 'three'", "from '../");
        }
    }

    @Test
    void theModelOfThePlantIsABinaryGltf() throws Exception {
        HttpResponse<String> model = guest.get("/api/v1/floor.glb");

        assertThat(model.headers().firstValue("Content-Type")).contains("model/gltf-binary");
        assertThat(model.body()).startsWith("glTF").contains("\"name\":\"TRAY-A\"", "\"name\":\"HV-1_c\"");
    }
}
