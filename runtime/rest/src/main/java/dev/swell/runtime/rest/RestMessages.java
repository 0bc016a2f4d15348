package dev.swell.runtime.rest;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

import dev.swell.extension.model.Place;

/** Why REST resources can't be served. Ids 500 to 529. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface RestMessages {

    RestMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), RestMessages.class);

    @Message(id = 500, value = "'%s' are application classes of Jakarta REST, but there can be one only: make one of them of "
            + "these, or veto the others with @Vetoed")
    String severalApplications(String classes);

    @Message(id = 501, value = "'%s' has an HTTP method annotation but isn't public, so it would never be called: make it "
            + "public")
    String methodIsNotPublic(Place place);

    @Message(id = 502, value = "'%s' takes a value from the request, but its bean is @%s and lives longer than one request: "
            + "make the bean @RequestScoped, or take the value as a parameter of the method")
    String parameterOutlivesRequest(Place place, String scope);

    @Message(id = 503, value = "'%s' and '%s' both answer %s '%s' with the same media types: change the path, the method or "
            + "the media types of one of them")
    String sameRequest(Place first, Place second, String method, String path);

    @Message(id = 504, value = "'%s' can't be a REST resource: %s")
    String unusableResource(Place place, String reason);

    @Message(id = 505, value = "REST can't be served: %s")
    String unusable(String reason);

    @Message(id = 506, value = "'%s' has the path template '%s', where not each '{' has its '}': write variables as '{name}' or "
            + "'{name: regex}', and pair braces inside a regex too")
    String unpairedBraces(Place place, String template);

    @Message(id = 507, value = "'%s' has the path template '%s', where '%s' has no name: write '{name}' or '{name: regex}', and "
            + "begin the name with a letter, a digit or '_'; '.' and '-' may follow")
    String nameOfVariable(Place place, String template, String variable);

    @Message(id = 508, value = "'%s' has the path template '%s', where the variable '%s' has the regex '%s', which can't be used: "
            + "%s; correct it, or leave it out with its colon to take any text up to the next slash")
    String regexOfVariable(Place place, String template, String name, String regex, String reason);

    @Message(id = 509, value = "'%s' takes @PathParam(\"%s\"), but its path '%s' has no such variable: name one that it has, or add "
            + "this one")
    String noSuchVariable(Place place, String name, String path);
}
