package dev.swell.runtime.apollo;

import java.net.URI;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What can be wrong with Apollo. Ids 880 to 889. None says what an answer contains: there may be secrets in it. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface ApolloMessages {

    ApolloMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), ApolloMessages.class);

    @Message(id = 880, value = "swell.apollo.server is set, but swell.apollo.app-id is not: set it to the application's name in Apollo, or take the server away")
    String noAppId();

    @Message(id = 881, value = "Apollo at %s can't be read, and there is no copy of an earlier start: %s")
    String noConfiguration(URI server, String reason);

    @Message(id = Message.NONE, value = "%s: check swell.apollo.server and the network")
    String unreachable(String cause);

    @Message(id = Message.NONE, value = "no whole answer within %d ms")
    String tooSlow(long millis);

    @Message(id = Message.NONE, value = "an answer is longer than %d bytes")
    String tooLong(int most);

    @Message(id = Message.NONE, value = "it answers with status %d")
    String status(int status);

    @Message(id = Message.NONE, value = "it answers with a redirect (%d), which is not followed: set swell.apollo.server to the address it leads to")
    String redirect(int status);

    @Message(id = Message.NONE, value = "it refuses the signature (401): check swell.apollo.access-key, and this machine's clock")
    String unauthorized();

    @Message(id = Message.NONE, value = "it has no released namespace '%s' for application '%s' in cluster '%s' (404)")
    String noNamespace(String namespace, String appId, String cluster);

    @Message(id = Message.NONE, value = "its answer is not the JSON that was expected: does swell.apollo.server name a config service of Apollo?")
    String badAnswer();

    @Message(id = Message.NONE, value = "namespace '%s' can't be read: %s")
    String badNamespace(String namespace, String reason);
}
