package dev.mortise.controller.adapter.web;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal that says why: RFC 9457 problem details. */
final class Problem extends Exception {

    private static final long serialVersionUID = 1L;
    private static final String TYPE = "application/problem+json";
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final int status;
    private final String detail;

    Problem(int status, String detail) {
        super(detail);
        this.status = status;
        this.detail = detail;
    }

    static Problem badRequest(String detail) {
        return new Problem(BAD_REQUEST, detail);
    }

    static Problem notFound(String detail) {
        return new Problem(NOT_FOUND, detail);
    }

    /** The desk refused, with its reason. */
    static Problem refused(String reason) {
        return new Problem(CONFLICT, reason);
    }

    static boolean isWritten(Context context) {
        return TYPE.equals(context.res().getContentType());
    }

    void write(Context context) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title());
        body.put("status", status);
        body.put("detail", detail);
        context.status(status).contentType(TYPE).result(Json.write(body));
    }

    private String title() {
        return switch (status) {
            case BAD_REQUEST -> "The request cannot be understood";
            case NOT_FOUND -> "There is no such thing";
            case CONFLICT -> "Refused";
            default -> "The request is not taken";
        };
    }
}
