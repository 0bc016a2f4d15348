package dev.swell.runtime.http;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

import io.undertow.util.BadRequestException;

/** What HTTP tells the application. Ids 350 to 399. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface HttpMessages {

    HttpMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), HttpMessages.class);

    @Message(id = 350, value = "The request to '%s' has no session yet and its response is on the way, so the session's "
            + "cookie can't be sent any more: use a @SessionScoped bean before the first byte of the response")
    IllegalStateException tooLateForSession(String path);

    @Message(id = 351, value = "The client has no session, or it has ended: a @SessionScoped bean can't be made after the "
            + "upgrade request; use it in @OnHandshake or in a request before")
    IllegalStateException noSession();

    @Message(id = 352, value = "The form can't be read: %s")
    BadRequestException unreadableForm(String reason, @Cause Throwable cause);

    @Message(id = 353, value = "The cookie '%s' can't be sent, because of a character in its value, path or domain: encode "
            + "it, with URLEncoder for example")
    IllegalArgumentException badCookie(String name, @Cause Throwable cause);

    @Message(id = 354, value = "The status code %d can't be sent: set one from 200 to 599")
    IllegalArgumentException badStatus(int status);

    @Message(id = 355, value = "Undertow's session manager can't be %s by an application: it is the server's and outlives "
            + "the application's code. The beginning and the end of sessions are observed with "
            + "@Initialized(SessionScoped.class) and @Destroyed(SessionScoped.class); their timeout is "
            + "swell.http.session.timeout")
    UnsupportedOperationException serversSessions(String done);
}
