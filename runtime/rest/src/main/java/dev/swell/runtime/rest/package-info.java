/**
 * Jakarta REST behind the routes: {@link dev.swell.runtime.rest.RestAddOn} joins the pipeline,
 * {@link dev.swell.runtime.rest.RestService} is RESTEasy with the resources of one worker. RESTEasy sees an Undertow
 * exchange as {@link dev.swell.runtime.rest.ExchangeRequest} and {@link dev.swell.runtime.rest.ExchangeResponse}.
 */
package dev.swell.runtime.rest;
