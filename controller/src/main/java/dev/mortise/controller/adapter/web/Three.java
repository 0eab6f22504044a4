package dev.mortise.controller.adapter.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** three.js, which draws the floor: from its WebJar by the build, so that browsers ask nobody else for it. */
final class Three {

    private static final String MODULE = "three.module.min.js";
    private static final int NOT_MODIFIED = 304;

    private Three() {}

    static List<Route> routes() {
        return List.of(
                file(MODULE, Routes.resource("three/" + MODULE)),
                file("three.core.min.js", Routes.resource("three/three.core.min.js")),
                addOn("OrbitControls.js"),
                addOn("GLTFLoader.js"),
                addOn("BufferGeometryUtils.js"));
    }

    /**
     * An add-on names three by a bare word, which a browser knows from an import map only: a script in the page, which the policy
     * forbids. All of them stand in one directory here.
     */
    private static Route addOn(String name) {
        return file(
                name,
                Routes.resource("three/" + name)
                        .replace("from 'three'", "from './" + MODULE + "'")
                        .replace("from '../utils/", "from './"));
    }

    private static Route file(String name, String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        String tag = "\"" + Long.toHexString(sum.getValue()) + "\"";
        return new Route("GET", "/three/" + name, Need.NOTHING, context -> answer(context, tag, text));
    }

    /** A browser keeps these 0.9 MB, and asks each time whether they are still the same. */
    private static void answer(Context context, String tag, String text) {
        context.header("Cache-Control", "no-cache").header("ETag", tag);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(NOT_MODIFIED);
        } else {
            context.contentType("text/javascript; charset=utf-8").result(text);
        }
    }
}
