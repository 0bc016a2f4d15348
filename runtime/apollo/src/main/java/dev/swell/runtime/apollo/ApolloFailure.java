package dev.swell.runtime.apollo;

/** Apollo doesn't answer as it should. The message is for people and says nothing of values. */
final class ApolloFailure extends Exception {

    private static final long serialVersionUID = 1;

    ApolloFailure(String reason) {
        super(reason, null, false, false);
    }
}
