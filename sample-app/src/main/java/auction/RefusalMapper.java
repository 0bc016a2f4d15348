package auction;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a {@link Refusal} with a {@link Problem}. */
@Provider
public class RefusalMapper implements ExceptionMapper<Refusal> {

    @Override
    public Response toResponse(Refusal refusal) {
        Response.Status status = Response.Status.fromStatusCode(refusal.status());
        Problem problem = new Problem(status.getReasonPhrase(), refusal.status(), refusal.getMessage(),
                refusal.minimumCents());
        return Response.status(status).type(Problem.MEDIA_TYPE).entity(problem).build();
    }
}
