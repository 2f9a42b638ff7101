"""The program: starts, signs in, holds settings, talks to the operating system."""
