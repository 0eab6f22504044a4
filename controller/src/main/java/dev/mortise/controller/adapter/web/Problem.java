package dev.mortise.controller.adapter.web;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal that says why: RFC 9457 problem details. */
final class Problem extends Exception {

    private static final long serialVersionUID = 1L;
    private static final String TYPE = "application/problem+json";
    private static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
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

    /** Nobody is logged in, or a log-in failed. */
    static Problem nobody(String detail) {
        return new Problem(UNAUTHORIZED, detail);
    }

    static Problem forbidden(String detail) {
        return new Problem(FORBIDDEN, detail);
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
        if (status == UNAUTHORIZED) {
            context.header("WWW-Authenticate", "Bearer realm=\"mortise\"");
        }
        context.status(status).contentType(TYPE).result(Json.write(body));
    }

    private String title() {
        return switch (status) {
            case BAD_REQUEST -> "The request cannot be understood";
            case UNAUTHORIZED -> "Nobody is logged in";
            case FORBIDDEN -> "Not allowed";
            case NOT_FOUND -> "There is no such thing";
            case CONFLICT -> "Refused";
            default -> "The request is not taken";
        };
    }
}
